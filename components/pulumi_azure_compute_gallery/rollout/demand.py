"""What is wrong with the expected demand that a definition's replicas are planned for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from compute_gallery_rules import (
    REGIONS,
    UNKNOWN,
    Finding,
    Problem,
    Severity,
    planned_replicas,
    region_display_name,
    region_name,
    region_suggestion,
)
from pulumi_azure_compute_gallery.arguments.nesting import known_too_late
from pulumi_azure_compute_gallery.shapes.placement import planned_regions

__all__ = ["problems_of_demand"]

RULE = "demand"
FIELDS = ("virtual_machines", "virtual_machine_scale_sets")


def problems_of_demand(args: Mapping[str, Any], versions: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Find all that is wrong with a definition's demand; `versions` are those nested in it."""
    demand = args.get("demand")
    if demand is UNKNOWN:
        yield known_too_late("demand")
    if not isinstance(demand, Mapping):
        return
    reached = regions_of(versions)
    seen: dict[str, str] = {}
    for region, expected in demand.items():
        place = f"demand.{region}"
        if (first := seen.setdefault(region_name(region), region)) != region:
            yield found(place, region, f"is the same region as {first}", "each region once")
        elif region_name(region) not in REGIONS:
            meant = region_suggestion(region)
            instead = f'"{meant}", if that was meant' if meant else None
            yield doubt(place, region, "is a region that is not known here", "a region of Azure", instead)
        elif reached is not None and region_name(region) not in reached:
            listed = ", ".join(region_display_name(name) or name for name in sorted(reached))
            yield doubt(place, region, "is a region that no version is replicated to", f"one of {listed or 'none'}")
        if expected is UNKNOWN:
            yield known_too_late(place)
        elif isinstance(expected, Mapping):
            yield from problems_of_counts(place, expected)


def problems_of_counts(place: str, expected: Mapping[str, Any]) -> Iterator[Finding]:
    """Find counts below 0, and a demand that the replicas of one region cannot meet."""
    counts = {field: count for field in FIELDS if isinstance(count := expected.get(field), int)}
    for field, count in counts.items():
        if count < 0:
            yield found(f"{place}.{field}", count, "is out of range", "a whole number, 0 or more")
    plan = planned_replicas(**counts)
    if plan.needed > plan.count:
        problem = f"asks for {plan.needed:,} replicas of each version"
        allowed = f"at most {plan.count} replicas, which is what is declared"
        yield doubt(place, expected, problem, allowed, "a lower demand, and create the machines in several steps")


def regions_of(versions: Iterable[Mapping[str, Any]]) -> set[str] | None:
    """Return the regions that any version is replicated to; None where that is not known of all."""
    reached: set[str] = set()
    for args in versions:
        planned = planned_regions(args)
        listed = [one.region for one in planned] if isinstance(planned, list) else [] if planned is None else [None]
        named = [{"name": args.get("location")}] if planned is None else listed
        names = [region.get("name") if isinstance(region, Mapping) else region for region in named]
        known = [name for name in names if isinstance(name, str)]
        if len(known) < len(names):
            return None
        reached.update(region_name(name.partition("=")[0]) for name in known)
    return reached


def found(field: str, value: object, problem: str, allowed: str) -> Finding:
    """Make an error of a demand."""
    return Finding.of(RULE, Problem(field, value, problem, allowed))


def doubt(field: str, value: object, problem: str, allowed: str, instead: str | None = None) -> Finding:
    """Make a warning of a demand."""
    return Finding.of(RULE, Problem(field, value, problem, allowed, instead, Severity.WARNING))
