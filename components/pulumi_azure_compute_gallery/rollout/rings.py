"""What is wrong with promotion rings: with those of a definition, and with what a version makes of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from compute_gallery_rules import UNKNOWN, Finding, Problem, judge_image_version, region_name, ring_choice
from pulumi_azure_compute_gallery.arguments.nesting import known_too_late
from pulumi_azure_compute_gallery.arguments.target_region import shorthand_problems
from pulumi_azure_compute_gallery.judging.consequences import without_consequences
from pulumi_azure_compute_gallery.judging.region_findings import REGION_RULES, renamed
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names
from pulumi_azure_compute_gallery.shapes.image_version_shape import image_version_inputs
from pulumi_azure_compute_gallery.shapes.placement import ring_regions, rings_of

__all__ = ["problems_of_ring_choice", "problems_of_rings"]

RULE = "rings"

KNOWN = "a value that the program knows; replicas, storage and encryption may be Outputs"

Rings = Sequence[Mapping[str, Any]]


def problems_of_rings(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with the rings of a definition, and with their regions by themselves."""
    rings = args.get("rings")
    if rings is UNKNOWN:
        yield known_too_late("rings", KNOWN)
    if not isinstance(rings, list):
        return
    if not rings:
        yield found("rings", rings, "is empty", "at least one ring; leave rings out for versions that list regions")
    seen: dict[str, str] = {}
    told: list[Finding] = []
    for index, ring in enumerate(rings):
        if isinstance(ring, Mapping):
            told.extend(problems_of_name(f"rings[{index}].name", ring.get("name"), seen))
            told.extend(problems_of_form(f"rings[{index}]", ring))
        else:
            told.append(known_too_late(f"rings[{index}]", KNOWN))
    yield from told
    yield from without_consequences(problems_of_regions(rings, args.get("location")), told)


def problems_of_name(place: str, name: object, seen: dict[str, str]) -> Iterator[Finding]:
    """Find what is wrong with one ring's name; `seen` has the places of those before it."""
    if name is UNKNOWN:
        yield known_too_late(place, KNOWN)
    elif not isinstance(name, str) or not name.strip():
        yield found(place, name, "is missing" if name is None else "is no name", 'a name such as "early"')
    elif (first := seen.setdefault(name, place)) != place:
        yield found(place, name, f"is the name of {first.removesuffix('.name')} already", "each name once")


def problems_of_form(place: str, ring: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with how one ring lists its regions."""
    if not ring.get("target_regions") and not ring.get("replicate_to"):
        yield found(place, ring, "names no regions", "target_regions or replicate_to, with at least one region")
    for field in ("target_regions", "replicate_to"):
        listed = ring.get(field)
        if listed is UNKNOWN:
            yield known_too_late(f"{place}.{field}", KNOWN)
        for position, region in enumerate(listed if isinstance(listed, list) else ()):
            if region is UNKNOWN:
                yield known_too_late(f"{place}.{field}[{position}]", KNOWN)
    for finding in shorthand_problems(ring):
        yield replace(finding, field=f"{place}.{finding.field}")


def problems_of_regions(rings: Rings, location: object) -> Iterator[Finding]:
    """Find what is wrong with the regions of all rings: each is known, in one ring only, and one that Azure takes."""
    listed = list(ring_regions(rings))
    seen: dict[str, str] = {}
    for place, region in listed:
        name = region.get("name")
        if name is UNKNOWN:
            yield known_too_late(f"{place}.name", KNOWN)
        elif isinstance(name, str) and (first := seen.setdefault(region_name(name), place)) != place:
            problem = f"is the same region as {first}"
            yield found(f"{place}.name", name, problem, "each region once, in one ring", "one entry for this region")
        if "exclude_from_latest" in region:
            allowed = "promoted_to on the version, which decides where it is the latest"
            yield found(f"{place}.exclude_from_latest", region["exclude_from_latest"], "stands in a ring", allowed)
    declared = {"location": location, "target_regions": [region for _, region in listed]}
    for finding in under_argument_names(judge_image_version(image_version_inputs(declared))):
        if finding.rule in REGION_RULES and finding.field != "location":
            yield renamed(finding, [place for place, _ in listed], "rings")


def problems_of_ring_choice(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with how far a version is replicated and promoted."""
    if "rings" not in args:
        for field in ("replicated_to", "promoted_to"):
            if field in args:
                allowed = "a ring of the definition that the version is nested in, once it has rings"
                yield found(field, args[field], "names a ring, but the version's definition has none", allowed)
        if args.get("include_home_region") is True and args.get("location") is None:
            yield found("location", None, "is missing, and include_home_region adds it", "the version's home region")
        return
    for field in ("target_regions", "replicate_to"):
        if field in args:
            allowed = "replicated_to and promoted_to, which name a ring; or no rings on the definition"
            yield found(field, args[field], "is given beside the rings of the definition", allowed)
    if args.get("location") is None:
        yield found("location", None, "is missing, and rings promote it first", "the version's home region")
    if args.get("exclude_from_latest") is True and "promoted_to" in args:
        yield found("exclude_from_latest", value=True, problem="is given beside promoted_to", allowed="one of the two")
    chosen = [name if isinstance(name := args.get(field), str) else None for field in ("replicated_to", "promoted_to")]
    names = [ring.name for ring in rings_of(args["rings"])]
    for problem in ring_choice(names, *chosen) if names else ():
        yield Finding.of(RULE, problem)


def found(field: str, value: object, problem: str, allowed: str, instead: str | None = None) -> Finding:
    """Make a finding on rings."""
    return Finding.of(RULE, Problem(field, value, problem, allowed, instead))
