"""The regions that a version comes to: those it lists, or its definition's rings; its home; replicas for a demand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from compute_gallery_rules import Ring, placements, planned_replicas, region_name
from pulumi_azure_compute_gallery.arguments.target_region import regions
from pulumi_azure_compute_gallery.running.deferred import is_deferred, later, together

__all__ = ["PlannedRegion", "planned_regions", "ring_regions", "rings_of", "target_regions"]


@dataclass(frozen=True, slots=True)
class PlannedRegion:
    """One region that a version is replicated to."""

    place: str
    """Where it was declared: "target_regions[1]", "rings[0].replicate_to[2]", or "location" for the home region."""
    declared: Any
    """As it was declared there."""
    region: Any
    """As it is sent, in the arguments' form."""


def target_regions(args: Mapping[str, Any], replicas: object) -> Any:  # noqa: ANN401 a list, or what will be one
    """Return the target regions of a version in the arguments' form, with the planned count where one has none."""
    demand = args.get("demand")
    if is_shallow(args) or not isinstance(demand, Mapping):
        demand = {}
    return later(
        planned_regions(args), lambda planned: [with_replicas(one.region, demand, replicas) for one in planned]
    )


def planned_regions(args: Mapping[str, Any]) -> Any:  # noqa: ANN401 a list, or what will be one
    """Return all PlannedRegions of a version; None where Azure takes its home region alone."""
    if "rings" in args:
        choice = (args.get("location"), args.get("replicated_to"), args.get("promoted_to"))
        rings = args["rings"] if isinstance(args["rings"], list) else []
        return together(partial(ringed, rings), *choice)
    field = "target_regions" if "target_regions" in args else "replicate_to"
    is_included = args.get("include_home_region")
    if field not in args and not is_included:
        return None
    return later(args.get(field, []), lambda listed: with_home(field, listed, is_included, args.get("location")))


def ringed(
    rings: Sequence[Mapping[str, Any]], home: str | None, replicated_to: str | None, promoted_to: str | None
) -> list[PlannedRegion]:
    """Return the regions of the rings that a version reaches, each excluded from latest where it is not promoted."""
    declared: dict[str, tuple[str, Any]] = {}
    for place, region in ring_regions(rings):
        if isinstance(name := region.get("name"), str):
            declared.setdefault(region_name(name), (place, region))
    planned = []
    for placed in placements(rings_of(rings), home, replicated_to, promoted_to):
        place, region = declared.get(region_name(placed.region), ("location", {"name": placed.region}))
        flags = {"exclude_from_latest": not placed.promoted}
        planned.append(PlannedRegion(place, region, {**region, **flags}))
    return planned


def rings_of(rings: Sequence[Mapping[str, Any]]) -> list[Ring]:
    """Return rings by their names and the names of their regions; parts that have none are left out."""
    return [
        Ring(ring["name"], tuple(name for _, one in ring_regions([ring]) if isinstance(name := one.get("name"), str)))
        for ring in rings
        if isinstance(ring, Mapping) and isinstance(ring.get("name"), str)
    ]


def ring_regions(rings: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each region of rings, with the place where it stands."""
    for index, ring in enumerate(rings):
        if not isinstance(ring, Mapping):
            continue
        field = "target_regions" if "target_regions" in ring else "replicate_to"
        declared = ring.get(field, [])
        for position, region in enumerate(declared if isinstance(declared, list) else []):
            typed = regions(region)[0] if isinstance(region, str) else region
            if isinstance(typed, Mapping):
                yield f"rings[{index}].{field}[{position}]", typed


def with_home(field: str, listed: object, is_included: object, home: object) -> Any:  # noqa: ANN401 as above
    """Return the listed regions, after the home region where that is asked for and it is not among them."""
    declared = listed if isinstance(listed, list) else []
    planned = [PlannedRegion(f"{field}[{index}]", region, region) for index, region in enumerate(declared)]
    if not is_included:
        return planned

    def completed(is_included: object, home: object, *names: object) -> list[PlannedRegion]:
        known = {region_name(name) for name in names if isinstance(name, str)}
        if is_included is not True or not isinstance(home, str) or region_name(home) in known:
            return planned
        return [PlannedRegion("location", {}, {"name": home}), *planned]

    return together(completed, is_included, home, *(later(region, name_of) for region in declared))


def name_of(region: object) -> Any:  # noqa: ANN401 a name, or what will be one
    """Return the name of a target region, typed or in the shorthand."""
    typed = regions(region)[0] if isinstance(region, str) else region
    return typed.get("name") if isinstance(typed, Mapping) else None


def is_shallow(args: Mapping[str, Any]) -> bool:
    """Tell whether a version is known to be replicated shallowly, which allows one replica."""
    mode = args.get("replication_mode")
    return isinstance(mode, str) and mode.strip().lower() == "shallow"


def with_replicas(region: object, demand: Mapping[str, Any], replicas: object) -> Any:  # noqa: ANN401 as above
    """Return a region with the replicas that its demand needs, where it has no number of its own."""
    if is_deferred(region):
        return later(region, lambda known: with_replicas(known, demand, replicas))
    typed = regions(region)[0] if isinstance(region, str) else region
    if not isinstance(typed, Mapping) or "regional_replica_count" in typed or not demand:
        return region
    count = later(typed.get("name"), lambda name: demanded(name, demand, replicas))
    return {**typed, "regional_replica_count": count} if count is not None else typed


def demanded(name: object, demand: Mapping[str, Any], replicas: object) -> Any:  # noqa: ANN401 a count, or what will be one
    """Return the replicas that a region's demand needs; the version's own number where it has none."""
    if not isinstance(name, str):
        return replicas
    expected = {region_name(region): one for region, one in demand.items()}.get(region_name(name))
    if not isinstance(expected, Mapping):
        return replicas
    machines, scale_sets = expected.get("virtual_machines", 0), expected.get("virtual_machine_scale_sets", 0)
    return together(lambda *counts: planned_replicas(*map(whole, counts)).count, machines, scale_sets)


def whole(count: object) -> int:
    """Return a number as it is counted; what is no number counts as none, and is told of."""
    return int(count) if isinstance(count, int | float) else 0
