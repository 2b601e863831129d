"""Retention: which of the nested versions are no longer declared, so that Pulumi deletes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from compute_gallery_rules import (
    UNKNOWN,
    EndOfLifeError,
    Finding,
    ImageVersionNumber,
    Problem,
    PublishedVersion,
    ResourceKind,
    RetainableVersion,
    Severity,
    Stay,
    parse_end_of_life,
    parse_resource_id,
    parse_version,
    staying,
    suggestion,
    with_sources,
)
from pulumi_azure_compute_gallery.arguments.nesting import known_too_late
from pulumi_azure_compute_gallery.judging.declared import PLACES
from pulumi_azure_compute_gallery.shapes.image_version_shape import image_version_inputs

__all__ = ["PLACE", "Leaving", "NestedVersions", "Retired", "leaving", "made_from", "problems_of_retention"]

RULE = "retention"

KNOWN = "a value that the program knows, since it decides what is declared"

PLACE = PLACES[ResourceKind.IMAGE_VERSION]


class Retired:
    """The versions that retention lets go in one run: `of_this_deployment(Retired)`.

    A guard asks `(resource group, gallery, definition, version) in retired`, in any casing, before it refuses a
    deletion: retention is itself the permission.
    """

    def __init__(self) -> None:
        self._places: set[tuple[str, ...]] = set()

    def add(self, place: Iterable[str]) -> None:
        """Permit the deletion of a version."""
        self._places.add(tuple(name.lower() for name in place))

    def __contains__(self, place: object) -> bool:
        """Tell whether the deletion of a version is permitted."""
        names = place if isinstance(place, list | tuple) else ()
        return tuple(str(name).lower() for name in names) in self._places


@dataclass(frozen=True, slots=True)
class NestedVersions:
    """A definition's retention, and the versions nested in it."""

    retention: Mapping[str, Any] | None
    versions: Mapping[str, Mapping[str, Any]]
    """Arguments by key, under their own names; UNKNOWN for what is not known yet."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What retention decides on the versions of one definition."""

    keys: frozenset[str] = frozenset()
    """Keys of the versions that leave."""
    numbers: Sequence[ImageVersionNumber] = ()
    """Their numbers, in order."""
    blocked: Sequence[ImageVersionNumber] = field(default=())
    """Versions that would leave, were it not for their end of life: Azure refuses until then."""


def leaving(definitions: Sequence[NestedVersions], today: datetime) -> list[Leaving]:
    """Decide for all definitions of a gallery, or for one, which versions leave.

    A version whose number, flags or regions are not known yet stays, and does not count. So does what a version that
    stays is made from, in whichever of the definitions.
    """
    reasons = [reasons_to_stay(one, today) for one in definitions]
    nodes = {(index, key): args for index, one in enumerate(definitions) for key, args in one.versions.items()}
    stay = [node for node in nodes if node[1] not in reasons[node[0]] or reasons[node[0]][node[1]] is not None]
    kept = with_sources(stay, made_from(nodes))
    return [decided(index, one, reasons[index], kept) for index, one in enumerate(definitions)]


def decided(
    index: int, definition: NestedVersions, reasons: Mapping[str, Stay | None], kept: frozenset[tuple[int, str]]
) -> Leaving:
    """Return what leaves of one definition."""
    numbers = {key: number_of(args) for key, args in definition.versions.items()}
    gone = {key: number for key, number in numbers.items() if number is not None and (index, key) not in kept}
    blocked = {numbers[key] for key, reason in reasons.items() if reason is Stay.BLOCKED}
    return Leaving(frozenset(gone), sorted(set(gone.values())), sorted(number for number in blocked if number))


def reasons_to_stay(definition: NestedVersions, today: datetime) -> dict[str, Stay | None]:
    """Return why each version stays, None for those that may leave; what cannot be judged is left out, and stays."""
    retention = definition.retention if isinstance(definition.retention, Mapping) else {}
    keep = retention.get("keep")
    if not isinstance(keep, int) or keep < 1:
        return {}
    read = {key: retainable(args) for key, args in definition.versions.items()}
    known = {key: one for key, one in read.items() if one is not None}
    pinned = {parse_version(name) for name in pinned_names(retention)} - {None}
    reasons = staying(known.values(), keep, [number for number in pinned if number], today)
    return {key: reasons.get(one.published.number) for key, one in known.items()}


def retainable(args: Mapping[str, Any]) -> RetainableVersion | None:
    """Read what decides on one version; None where a part of it is not known.

    The home region may be unknown: the newest version is the latest there.
    """
    inputs = image_version_inputs({name: part for name, part in args.items() if name != "location" or known(part)})
    profile, number = inputs["publishingProfile"], number_of(args)
    listed = profile.get("targetRegions", [{"name": args.get("location"), "excludeFromLatest": False}])
    flags = [profile["excludeFromLatest"], inputs["safetyProfile"].get("blockDeletionBeforeEndOfLife", False)]
    if number is None or not isinstance(listed, list) or not all(isinstance(flag, bool) for flag in flags):
        return None
    regions: dict[str, bool] = {}
    for region in listed:
        name = region.get("name") if isinstance(region, Mapping) else None
        excluded = region.get("excludeFromLatest") if isinstance(region, Mapping) else None
        if not isinstance(name, str) or not isinstance(excluded, bool):
            return None
        regions[name] = excluded
    try:
        end = parse_end_of_life(profile["endOfLifeDate"]) if "endOfLifeDate" in profile else None
    except EndOfLifeError:
        return None
    published = PublishedVersion(number, regions, excluded_from_latest=flags[0], end_of_life=end)
    is_promoted = isinstance(args.get("promoted_to"), str) if "rings" in args else not all(regions.values())
    return RetainableVersion(published, promoted=is_promoted and not flags[0], deletion_blocked=flags[1])


def known(value: object) -> bool:
    """Tell whether a name is known."""
    return isinstance(value, str)


def number_of(args: Mapping[str, Any]) -> ImageVersionNumber | None:
    """Return a version's number; None where it is not known, or is none."""
    number = args.get("version")
    return parse_version(number) if isinstance(number, str) else None


Node = tuple[int, str]


def made_from(nodes: Mapping[Node, Mapping[str, Any]]) -> dict[Node, Sequence[Node]]:
    """Return for each version those of the others that it may be made from.

    Names that are not known yet may be any, where no version is known to have the names of the source. A version whose
    number is not known stays in any case, so it is nobody's source here.
    """
    by_names: dict[tuple[str, ...], list[Node]] = {}
    by_number: dict[str, list[Node]] = {}
    for node, args in nodes.items():
        own = [name.lower() for part in PLACE if isinstance(name := args.get(part), str)]
        if len(own) == len(PLACE):
            by_names.setdefault(tuple(own), []).append(node)
        elif known(args.get("version")):
            by_number.setdefault(own[-1], []).append(node)
    found: dict[Node, Sequence[Node]] = {}
    for node, args in nodes.items():
        names = source_names(args)
        exact = [other for other in by_names.get(names, ()) if other != node]
        alike = by_number.get(names[-1], ()) if names else ()
        found[node] = exact or [other for other in alike if other != node and is_place_of(nodes[other], names)]
    return found


def source_names(args: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names in the id of the version that one is made from, in lower case; () where there is none."""
    source = args.get("source")
    version_id = source.get("image_version_id") if isinstance(source, Mapping) else None
    parsed = parse_resource_id(version_id) if isinstance(version_id, str) else None
    if parsed is None or parsed.resource_group is None:
        return ()
    return tuple(name.lower() for name in (parsed.resource_group, *parsed.names))


def is_place_of(args: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Tell whether names, in lower case, may be those of a version."""
    own = [args.get(part) for part in PLACE]
    return len(names) == len(own) and all(
        not isinstance(mine, str) or mine.lower() == name for mine, name in zip(own, names, strict=True)
    )


def pinned_names(retention: Mapping[str, Any]) -> list[str]:
    """Return the names that are pinned."""
    pinned = retention.get("pinned")
    return [name for name in pinned if isinstance(name, str)] if isinstance(pinned, list) else []


def unknown_places(retention: Mapping[str, Any]) -> Iterator[str]:
    """Yield each part of a retention that is not known yet."""
    yield from (f"retention.{name}" for name, part in retention.items() if part is UNKNOWN)
    pinned = retention.get("pinned")
    listed = pinned if isinstance(pinned, list) else []
    yield from (f"retention.pinned[{index}]" for index, name in enumerate(listed) if name is UNKNOWN)


def problems_of_retention(args: Mapping[str, Any], versions: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Find all that is wrong with a definition's retention; `versions` are those nested in it."""
    retention = args.get("retention")
    if retention is UNKNOWN:
        yield known_too_late("retention", KNOWN)
    if not isinstance(retention, Mapping):
        return
    keep = retention.get("keep")
    yield from (known_too_late(place, KNOWN) for place in unknown_places(retention))
    if keep is not UNKNOWN and (not isinstance(keep, int) or keep < 1):
        problem = "is missing" if keep is None else "is out of range"
        yield Finding.of(RULE, Problem("retention.keep", keep, problem, "a whole number, 1 or more"))
    declared = {str(number): number for one in versions.values() if (number := number_of(one))}
    for index, name in enumerate(pinned_names(retention)):
        place = f"retention.pinned[{index}]"
        if parse_version(name) is None:
            allowed = "three whole numbers, such as 1.0.0"
            yield Finding.of(RULE, Problem(place, name, "is no version number", allowed))
        elif str(parse_version(name)) not in declared:
            meant = suggestion(name, declared)
            allowed = f"one of {', '.join(declared) or 'the versions, of which there are none'}"
            instead = f'"{meant}", if that was meant' if meant else None
            what = "is no version of the definition"
            yield Finding.of(RULE, Problem(place, name, what, allowed, instead, Severity.WARNING))
