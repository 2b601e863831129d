"""One operation that a guard looks at, and what there is to say against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from compute_gallery_rules import (
    Finding,
    ImageVersionNumber,
    PublishedVersion,
    ResourceKind,
    blocked_until,
    change_of_definition,
    change_of_end_of_life,
    change_of_gallery,
    change_of_place,
    change_of_spelling,
    change_of_version,
    deletion_around,
    deletion_blocked,
    deletion_of_version,
    latest_version,
    next_free_version,
    parse_version,
    published_version,
)
from pulumi_azure_compute_gallery.guarding.permissions import Permissions
from pulumi_azure_compute_gallery.judging.declared import Declared, DeclaredResource

__all__ = ["Guarded", "refused_create", "refused_delete", "refused_update"]

WORDS = {
    ResourceKind.GALLERY: "Gallery",
    ResourceKind.IMAGE_DEFINITION: "ImageDefinition",
    ResourceKind.IMAGE_VERSION: "ImageVersion",
}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A create, update or delete that is about to happen."""

    kind: ResourceKind
    place: tuple[str, ...]
    """Resource group, gallery, definition, version: as far as the kind has them."""
    old: Mapping[str, Any]
    """The inputs so far, in azure-native's shape; empty for a create."""
    new: Mapping[str, Any]
    """The inputs to come, UNKNOWN where they are not known yet; empty for a delete."""
    declared: Declared
    permissions: Permissions
    today: datetime

    @property
    def label(self) -> str:
        """How messages call the resource: as the program does, or where it is once the program has forgotten it."""
        declared = self.declared.at(self.place)
        return declared.label if declared else f"{WORDS[self.kind]} '{'/'.join(self.place[1:])}'"

    @property
    def number(self) -> ImageVersionNumber | None:
        """The version's number; None for what is none."""
        return parse_version(self.place[-1])

    def others(self) -> Iterator[ImageVersionNumber]:
        """Yield the numbers of the other versions that are declared for the same definition."""
        for one in self.declared.versions_of(self.place[:-1]):
            number = parse_version(one.name)
            if number is not None and number != self.number:
                yield number

    def remaining(self) -> Sequence[PublishedVersion]:
        """Return the other versions that decide whether this one is the latest of a region."""
        declared = self.declared.made_of(self.place[:-1], contenders)
        return [one for one in declared if one.number != self.number]


def refused_create(operation: Guarded) -> Sequence[Finding]:
    """Refuse what is born past its end of life."""
    return change_of_end_of_life(operation.kind, {}, operation.new, operation.today)


def refused_update(operation: Guarded) -> Sequence[Finding]:
    """Refuse a change of what is published."""
    old, new = operation.old, operation.new
    if operation.kind is ResourceKind.GALLERY:
        return change_of_gallery(old, new)
    is_definition = operation.kind is ResourceKind.IMAGE_DEFINITION
    found = change_of_definition(old, new) if is_definition else changed_version(operation)
    return [*found, *change_of_end_of_life(operation.kind, old, new, operation.today)]


def changed_version(operation: Guarded) -> tuple[Finding, ...]:
    """Refuse a change of a published version; all its siblings are looked at only where one is to be advised."""
    judged = partial(
        change_of_version,
        operation.old,
        operation.new,
        retired_regions=operation.permissions.retired_regions(operation.place),
        how_to_retire=lambda region: operation.permissions.how_to_retire(operation.place, region),
    )
    if not judged(next_free=None):
        return ()
    return judged(next_free=next_free_version([*operation.others(), operation.place[-1]]))


def refused_delete(operation: Guarded) -> Sequence[Finding]:
    """Refuse to delete what is in use or still holds others, and to replace what is still declared."""
    if blocked := blocked_until(operation.old, operation.today):
        return deletion_blocked(operation.old, blocked)
    if operation.permissions.deletes(operation.place):
        return ()
    declared = operation.declared.at(operation.place)
    if declared is None and operation.kind is not ResourceKind.IMAGE_VERSION:
        inside = [one.label for one in operation.declared.inside(operation.place)]
        return deletion_around(operation.kind, operation.place[-1], inside)
    new = declared.inputs if declared else {}
    replaced = (*change_of_place(operation.old, new), *change_of_spelling(operation.old, new))
    if replaced or operation.kind is not ResourceKind.IMAGE_VERSION or operation.number is None:
        return replaced
    return deletion_of_version(
        operation.number,
        operation.old,
        operation.remaining(),
        today=operation.today,
        permission=operation.permissions.how_to_delete(operation.place),
    )


def contenders(versions: Sequence[DeclaredResource]) -> Sequence[PublishedVersion]:
    """Return those of the declared versions that are the latest of a region, or would be without the latest.

    Whichever version of the definition goes, no other one decides on what is the latest then.
    """
    published = [published_version(number, one.inputs) for one in versions if (number := parse_version(one.name))]
    latest = {id(one): one for one in latest_version(published).values()}
    following = {id(one): one for one in latest_version(one for one in published if id(one) not in latest).values()}
    return [*latest.values(), *following.values()]
