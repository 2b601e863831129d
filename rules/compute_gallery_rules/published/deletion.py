"""Whether a version may go: what machines are made from today, and what is promised until its end of life."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from compute_gallery_rules.azure.replication import TARGET_REGIONS
from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.published.latest import PublishedVersion, latest_version
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.tables.regions import region_display_name
from compute_gallery_rules.values.dates import EndOfLifeError, parse_end_of_life
from compute_gallery_rules.values.inputs import Inputs, boolean, entries, read, text
from compute_gallery_rules.values.versions import ImageVersionNumber

__all__ = ["blocked_until", "deletion_around", "deletion_blocked", "deletion_of_version", "published_version"]

AROUND = "deletion-around"
RULE = "version-deletion"
END_OF_LIFE = "publishingProfile.endOfLifeDate"

HOLDERS: Mapping[ResourceKind, tuple[str, str]] = {
    ResourceKind.GALLERY: ("galleryName", "no gallery that has definitions"),
    ResourceKind.IMAGE_DEFINITION: ("galleryImageName", "no definition that has versions"),
}
"""For each kind that holds others the field of its name, and what Azure does not delete."""

SHOWN = 3
"""So many of those that are in the way are named."""


def published_version(number: ImageVersionNumber, inputs: Inputs) -> PublishedVersion:
    """Return what decides whether a version is the latest of a region; a field that is not known excludes nothing.

    Without a list of regions Azure takes the version's location alone.
    """
    regions = {
        name: boolean(read(region, "excludeFromLatest")) is True
        for _, region in entries(inputs, TARGET_REGIONS)
        if isinstance(name := text(read(region, "name")), str)
    }
    if read(inputs, TARGET_REGIONS) is None and isinstance(home := text(inputs.get("location")), str):
        regions[home] = False
    excluded = boolean(read(inputs, "publishingProfile.excludeFromLatest")) is True
    return PublishedVersion(number, regions, excluded_from_latest=excluded)


def deletion_of_version(
    number: ImageVersionNumber,
    inputs: Inputs,
    remaining: Iterable[PublishedVersion],
    *,
    today: datetime,
    permission: str,
) -> tuple[Finding, ...]:
    """Judge the deletion of a published version, given the versions of its definition that remain.

    It is refused for the latest version of any region, and before the version's end of life. `permission` is what to
    write to delete it all the same.
    """
    problems = [*_latest(number, inputs, remaining, permission), *_early(inputs, today, permission)]
    return tuple(Finding.of(RULE, problem) for problem in problems)


def blocked_until(inputs: Inputs, today: datetime) -> datetime | None:
    """Return the moment until which Azure itself refuses to delete a version; None where it does not.

    Source: azure-cli's `--block-deletion-before-end-of-life`; Azure's troubleshooting page,
    DeleteGalleryImageVersionBlockedBeforeEndOfLife.
    """
    blocks = boolean(read(inputs, "safetyProfile.blockDeletionBeforeEndOfLife")) is True
    end = _end_of_life(inputs)
    return end if blocks and end and end > _aware(today) else None


def deletion_blocked(inputs: Inputs, until: datetime) -> tuple[Finding, ...]:
    """Say that Azure will refuse the deletion of a version, and how to lift that."""
    problem = f"makes Azure refuse the deletion until {until:%Y-%m-%d}"
    allowed = "a version without the block"
    instead = "false in an update of its own first"
    field = "safetyProfile.blockDeletionBeforeEndOfLife"
    return (Finding.of(RULE, Problem(field, read(inputs, field), problem, allowed, instead)),)


def deletion_around(kind: ResourceKind, name: str, inside: Sequence[str]) -> tuple[Finding, ...]:
    """Refuse to delete a gallery or a definition around what is declared in it, called as `inside` says.

    Source: Azure's answer 409 CannotDeleteResource, "Can not delete resource before nested resources are deleted."
    """
    if not inside or kind not in HOLDERS:
        return ()
    field, kept = HOLDERS[kind]
    more = [f"{len(inside) - SHOWN} more"] if len(inside) > SHOWN else []
    listed = ", ".join([*inside[:SHOWN], *more])
    problem = f"holds {listed}, declared as before: Azure deletes {kept}"
    instead = "it into the program again, or take out what it holds"
    return (Finding.of(AROUND, Problem(field, name, problem, "deleting it with all that it holds", instead)),)


def _latest(
    number: ImageVersionNumber, inputs: Inputs, remaining: Iterable[PublishedVersion], permission: str
) -> Iterator[Problem]:
    own = published_version(number, inputs)
    latest = latest_version([*remaining, own])
    served = [region_display_name(name) or name for name, version in latest.items() if version is own]
    if served:
        problem = f"is the latest of {', '.join(served)}: new machines there would be made from another, or not at all"
        yield Problem("version", str(number), problem, "a newer version in these regions first", permission)


def _early(inputs: Inputs, today: datetime, permission: str) -> Iterator[Problem]:
    end = _end_of_life(inputs)
    if end and end > _aware(today):
        shown = f"{end:%Y-%m-%d}"
        problem = "has not passed: until then the version is promised to those who use it"
        yield Problem(END_OF_LIFE, shown, problem, "deleting it after that date", permission)


def _end_of_life(inputs: Inputs) -> datetime | None:
    try:
        return parse_end_of_life(read(inputs, END_OF_LIFE))
    except EndOfLifeError:
        return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
