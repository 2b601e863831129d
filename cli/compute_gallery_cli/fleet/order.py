"""Which stacks of several fleets wait for each other: a version made from one of another fleet's gallery comes later.

Within one fleet nothing waits: what would have to is refused there (`needed_together`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.needed_together import (
    built_one_at_a_time,
    is_of,
    name_of,
    place_of,
    sources_in,
    version_in,
)
from compute_gallery_cli.fleet.splitting import FleetStack

__all__ = ["order_lines", "steps", "waits_for"]


def steps(stacks: Sequence[FleetStack], waits: Mapping[str, Sequence[str]]) -> list[list[FleetStack]]:
    """Return stacks of definitions step by step, those that may be at work side by side together.

    `waits` are the stacks that each comes after, as `waits_for` tells it.
    """
    step_of: dict[str, int] = {}
    for name in TopologicalSorter(waits).static_order():
        step_of[name] = max((step_of[before] + 1 for before in waits[name]), default=0)
    found: dict[int, list[FleetStack]] = defaultdict(list)
    for stack in stacks:
        found[step_of[stack.name]].append(stack)
    return [found[step] for step in sorted(found)]


def waits_for(stacks: Sequence[FleetStack]) -> dict[str, list[str]]:
    """Return the stacks that each stack of definitions comes after, by their names.

    Those whose versions its own are made from; and where Azure builds the versions of several stacks one at a time,
    the one before it. Raises GalleryError where stacks wait for each other.
    """
    waits = made_from(stacks)
    try:
        order = list(TopologicalSorter(waits).static_order())
    except CycleError as error:
        names = ", ".join(sorted(set(error.args[1])))
        advice = "Write the definitions that others are made from into groups of their own"
        told = f"stacks {names} wait for each other: versions of each are made from versions of the next"
        raise GalleryError(f"{told}. {advice}.", ExitStatus.USAGE) from error
    position = {name: at for at, name in enumerate(order)}
    for sharing in built_together(stacks):
        for before, after in pairwise(sorted(sharing, key=position.__getitem__)):
            waits[after].append(before)
    return {name: list(dict.fromkeys(others)) for name, others in waits.items()}


def order_lines(waits: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what a person has to know about the order."""
    for name, others in waits.items():
        if others:
            yield f"{name}: comes after {', '.join(others)}, by the sources of its versions"


def made_from(stacks: Sequence[FleetStack]) -> dict[str, list[str]]:
    """Return, for each stack, those of other fleets whose versions its own are made from."""
    there: dict[tuple[str, str], dict[str, list[FleetStack]]] = defaultdict(lambda: defaultdict(list))
    for stack in stacks:
        group, gallery = stack.fleet.place
        for key, declared in stack.definitions.items():
            there[group.lower(), gallery.lower()][name_of(key, declared)].append(stack)
    found: dict[str, list[str]] = {stack.name: [] for stack in stacks}
    for stack in stacks:
        for _, _, source in sources_in(stack.definitions):
            version = version_in(source)
            if version is None:
                continue
            named: Mapping[str, list[FleetStack]] = there.get(place_of(version), {})
            for other in named.get(version.names[1].lower(), ()):
                if other.fleet is not stack.fleet and is_of(other.fleet, version):
                    found[stack.name].append(other.name)
    return found


def built_together(stacks: Sequence[FleetStack]) -> list[set[str]]:
    """Return the stacks that share what Azure builds one version at a time from."""
    sharing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stack in stacks:
        for _, _, source in sources_in(stack.definitions):
            for kind, id_ in built_one_at_a_time(source):
                sharing[kind, id_.lower()].add(stack.name)
    return [names for names in sharing.values() if len(names) > 1]
