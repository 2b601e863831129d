"""Promotion rings: ordered sets of regions in which a version becomes the latest step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.suggestions import suggestion

__all__ = ["Placement", "Ring", "placements", "ring_choice"]


@dataclass(frozen=True, slots=True)
class Ring:
    """A set of regions that a version reaches together."""

    name: str
    regions: tuple[str, ...]
    """Region names in either spelling, in the order in which they are sent."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One region that a version is replicated to."""

    region: str
    """As the ring spells it; the home region that no ring names, as the version spells it."""
    promoted: bool
    """Whether the version may be the latest there. Azure's flag excludeFromLatest is the opposite."""


def placements(
    rings: Sequence[Ring], home: str | None, replicated_to: str | None = None, promoted_to: str | None = None
) -> tuple[Placement, ...]:
    """Return where a version goes, in the order of the rings; a home region that no ring reached so far names is first.

    The version is replicated to the home region and to all rings up to `replicated_to`, which is the last one where it
    is None. It is promoted in the home region, and in all rings up to `promoted_to`, which is none where it is None. A
    ring that does not exist counts as not given, and nothing is promoted where it is not replicated: `ring_choice` has
    told of both. `home` is None where it is not known. A region in two rings belongs to the first of them.
    """
    names = [ring.name for ring in rings]
    replicated = names.index(replicated_to) + 1 if replicated_to in names else len(names)
    promoted = names.index(promoted_to) + 1 if promoted_to in names else 0
    own = None if home is None else region_name(home)
    placed: dict[str, Placement] = {}
    for position, ring in enumerate(rings[:replicated]):
        for region in ring.regions:
            name = region_name(region)
            placed.setdefault(name, Placement(region, promoted=position < promoted or name == own))
    first = () if home is None or own in placed else (Placement(home, promoted=True),)
    return (*first, *placed.values())


def ring_choice(names: Sequence[str], replicated_to: str | None, promoted_to: str | None) -> Iterator[Problem]:
    """Find what is wrong with the rings that a version names: they exist, and it is promoted where it is replicated."""
    for field, chosen in (("replicated_to", replicated_to), ("promoted_to", promoted_to)):
        if chosen is not None and chosen not in names:
            meant = suggestion(chosen, names)
            allowed = f"one of {', '.join(dict.fromkeys(names))}"
            yield Problem(field, chosen, "is no ring of the definition", allowed, f'"{meant}"' if meant else None)
    if replicated_to in names and promoted_to in names and names.index(promoted_to) > names.index(replicated_to):
        reached = ", ".join(names[: names.index(replicated_to) + 1])
        problem = f'comes after "{replicated_to}", which is as far as the version is replicated'
        yield Problem("promoted_to", promoted_to, problem, f"one of {reached}", f'replicated_to "{promoted_to}"')
