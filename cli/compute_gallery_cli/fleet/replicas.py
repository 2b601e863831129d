"""Where the declared versions of a fleet are, and how many replicas of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.fleet.declared_fields import part
from compute_gallery_cli.fleet.splitting import FleetStack
from compute_gallery_rules import (
    Ring,
    ShorthandError,
    parse_target_region,
    placements,
    planned_replicas,
    region_name,
)

__all__ = ["declared_homes", "replicas_of"]

Declared = Mapping[str, Any]
OF_GROUP = "as the resource group"
"""What stands for the region where the file names none, with the group's name behind it."""
ENCRYPTED = "as encrypted"
MOST = 1_000_000_000
"""Beyond that a count is a slip: no demand and no replicas are that many."""


def declared_homes(stack: FleetStack) -> Iterator[tuple[str, int]]:
    """Yield the home region of each definition, and of each version in it, with 1 for a version."""
    for declared in stack.definitions.values():
        definition = mapping(declared)
        yield home_of(stack, definition), 0
        for version in mapping(definition.get("versions")).values():
            yield home_of(stack, mapping(version), definition), 1


def home_of(stack: FleetStack, *declared: Declared) -> str:
    """Return the region of what is declared, of what it is nested in, of the gallery, or of its resource group."""
    for each in (*declared, stack.fleet.tree):
        if location := part(each, "location"):
            return region_name(location) if isinstance(location, str) else ENCRYPTED
    return f"{OF_GROUP} {stack.fleet.place[0]}".strip()


def replicas_of(stack: FleetStack) -> Counter[str]:
    """Count the replicas of all versions by region, as the components would declare them.

    What cannot be read counts as nothing: the preview tells what is wrong with it.
    """
    count: Counter[str] = Counter()
    for declared in stack.definitions.values():
        definition = mapping(declared)
        demand = {region_name(str(name)): mapping(one) for name, one in mapping(definition.get("demand")).items()}
        for version in mapping(definition.get("versions")).values():
            home = home_of(stack, mapping(version), definition)
            for region, replicas in regions_of(mapping(version), definition, home):
                expected = demand.get(region)
                count[region] += replicas or (
                    planned(expected) if expected else whole(part(mapping(version), "replicaCount"), 1)
                )
    return count


def regions_of(version: Declared, definition: Declared, home: str) -> Iterator[tuple[str, int | None]]:
    """Yield the regions of a version, each with its own number of replicas, or None."""
    rings = sequence(definition.get("rings"))
    if rings:
        counts = {name: number for ring in rings for name, number in listed(mapping(ring))}
        named = [
            Ring(str(mapping(ring).get("name")), tuple(name for name, _ in listed(mapping(ring)))) for ring in rings
        ]
        chosen = part(version, "replicatedTo")
        known = home if " " not in home else None  # what stands for a region has spaces
        for placed in placements(named, known, chosen if isinstance(chosen, str) else None):
            name = region_name(placed.region)
            yield name, counts.get(name)
        return
    found = dict(listed(version))
    if not found or part(version, "includeHomeRegion"):
        found.setdefault(home, None)
    yield from found.items()


def listed(declared: Declared) -> Iterator[tuple[str, int | None]]:
    """Yield the target regions of a version or a ring, as objects or in the shorthand."""
    for region in sequence(part(declared, "targetRegions") or part(declared, "replicateTo")):
        if isinstance(region, str):
            try:
                parsed = parse_target_region(region)
            except ShorthandError:
                continue
            yield parsed.name, parsed.replica_count
        elif isinstance(name := mapping(region).get("name"), str):
            yield region_name(name), whole(part(mapping(region), "regionalReplicaCount"), None)


def planned(expected: Declared) -> int:
    """Return the replicas that a demand asks for."""
    fields = ("virtualMachines", "virtualMachineScaleSets")
    return planned_replicas(*(whole(part(expected, field), 0) or 0 for field in fields)).count


def whole(count: object, otherwise: int | None) -> Any:  # noqa: ANN401 a number, or what was given for none
    """Return a number as it is counted."""
    if not isinstance(count, int | float) or isinstance(count, bool):
        return otherwise
    return int(count) if 0 <= count <= MOST else otherwise  # NaN is in no range
