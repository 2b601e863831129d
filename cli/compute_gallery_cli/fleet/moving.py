"""Definitions brought from one stack into another: in the states, and nothing in Azure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.engine import CommandFailed, Engine
from compute_gallery_cli.fleet.interrupted import is_begun, resources_of

__all__ = ["Move", "carried_out", "moves_to", "none_is_begun", "read_states"]

COMPONENT = "azure-compute-gallery:index:ImageDefinition"
NATIVE = "azure-native:compute:GalleryImage"
NESTED = f"azure-compute-gallery:index:Gallery${COMPONENT}"
URN = re.compile(rf"::(?:{re.escape(NESTED)}|{re.escape(COMPONENT)})::images-(?P<key>.+)$")


@dataclass(frozen=True, slots=True)
class Move:
    """What goes from one stack to another."""

    source: str
    target: str
    urns: Mapping[str, str]
    """The definitions by key, each with its name in the state."""
    resources: int
    """How many resources that are, with all that is in them."""


def moves_to(
    targets: Mapping[str, str], states: Mapping[str, Mapping[str, Any]], gallery: tuple[str, str]
) -> list[Move]:
    """Return what has to be moved for each definition to be in the stack that it belongs to.

    `targets` has the stack of each definition by its key, `states` what the stacks hold, `gallery` its resource group
    and name. A definition that is in no state has not been created yet. Raises GalleryError for one that is in two: a
    move of it was killed in between.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for stack, state in states.items():
        for key, urn in definitions_in(state, gallery):
            found[key][stack] = urn
    grouped: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for key, target in targets.items():
        stacks = found.get(key, {})
        if len(stacks) > 1:
            twice(key, stacks, target)
        for source, urn in stacks.items():
            if source != target:
                grouped[source, target][key] = urn
    return [
        Move(source, target, urns, sum(count(states[source], urn) for urn in urns.values()))
        for (source, target), urns in grouped.items()
    ]


def carried_out(engine: Engine, move: Move) -> None:
    """Move resources between two stacks that are there. Raises CommandFailed."""
    engine.run("state", "move", "--yes", "--source", move.source, "--dest", move.target, *move.urns.values())


def definitions_in(state: Mapping[str, Any], gallery: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the definitions of a gallery that are in a state, by the key that they are declared under.

    A stack whose name only begins like the fleet's may have definitions of the same names in another gallery.
    """
    own = tuple(name.lower() for name in gallery)
    for resource in resources_of(state):
        inputs = mapping(resource.get("inputs"))
        place = tuple(str(inputs.get(field)).lower() for field in ("resourceGroupName", "galleryName"))
        found = URN.search(str(resource.get("parent"))) if resource.get("type") == NATIVE and place == own else None
        if found:
            yield found["key"], str(resource["parent"])


def none_is_begun(states: Mapping[str, Mapping[str, Any]], homes: Mapping[str, str], gallery: tuple[str, str]) -> None:
    """Raise GalleryError where a run of a stack was killed: a move would forget what it had begun to create.

    `homes` has the stack that each definition belongs to. An update of a stack that holds definitions of others would
    delete them, which the guards refuse: there only `gallery recover` takes over what was begun.
    """
    for stack, state in states.items():
        if not is_begun(state):
            continue
        advice = f"`gallery fleet up --only {stack}` takes it over first"
        if any(homes.get(key) != stack for key, _ in definitions_in(state, gallery)):
            steps = (
                f"pulumi stack export --stack {stack} --file state.json",
                "gallery recover state.json",
                f"pulumi stack import --stack {stack} --file state.json",
                f"pulumi refresh --yes --stack {stack}",
            )
            advice = f"In the project's folder, take it over first: {', '.join(f'`{step}`' for step in steps)}"
        raise GalleryError(f"a run of {stack} was killed, and what it had begun is open. {advice}.", ExitStatus.FAILED)


def count(state: Mapping[str, Any], urn: str) -> int:
    """Count a resource with all that is below it."""
    below = {urn}
    for resource in resources_of(state):  # parents stand before their children
        if resource.get("parent") in below:
            below.add(str(resource["urn"]))
    return len(below)


def twice(key: str, stacks: Mapping[str, str], target: str) -> None:
    """Raise GalleryError for a definition that two states hold."""
    text = f'definition "{key}" is in the states of {" and ".join(sorted(stacks))}'
    if target not in stacks:
        raise GalleryError(f"{text}, and belongs to {target}. Take it out of all but one.", ExitStatus.FAILED)
    source = next(stack for stack in stacks if stack != target)
    remedy = f"pulumi state delete --yes --target-dependents --stack {source} '{stacks[source]}'"
    text = f"{text}: a move was killed. Run `{remedy}`"
    raise GalleryError(f"{text}, which changes nothing in Azure.", ExitStatus.FAILED)


def read_states(engine: Engine, stacks: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the states of stacks. Raises GalleryError where one cannot be read."""
    try:
        return {stack: engine.exported(stack) for stack in stacks}
    except CommandFailed as failed:
        raise GalleryError(f"a stack's state cannot be read: {'; '.join(failed.lines)}", ExitStatus.FAILED) from failed
