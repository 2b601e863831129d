"""Which versions of a definition stay, which leave, and why."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar

from compute_gallery_rules.published.latest import PublishedVersion, latest_version
from compute_gallery_rules.values.versions import ImageVersionNumber

__all__ = ["RetainableVersion", "Stay", "staying", "with_sources"]


class Stay(Enum):
    """Why a version stays; of several reasons the first in this order is told."""

    PINNED = "it is pinned"
    NEWEST = "it is one of the newest promoted versions, or newer than they"
    LATEST = "it is the latest version of a region"
    BLOCKED = "Azure refuses its deletion before its end of life"
    SOURCE = "another version is made from it"


@dataclass(frozen=True, slots=True)
class RetainableVersion:
    """What decides whether a version stays."""

    published: PublishedVersion
    promoted: bool
    """Whether it counts among those that are kept by number."""
    deletion_blocked: bool = False
    """Whether its deletion is blocked until its end of life."""


def staying(
    versions: Iterable[RetainableVersion], keep: int, pinned: Collection[ImageVersionNumber], today: datetime
) -> Mapping[ImageVersionNumber, Stay]:
    """Return the versions that stay, each with the reason; the others may leave.

    The newest `keep` promoted versions stay, and all that are newer than the last of them; so does everything where
    there are fewer. Pinned ones stay, the latest of any region (as Azure sees it, and as the catalogue does, which
    passes over what is past its end of life), and those whose deletion Azure refuses until an end of life that lies
    ahead. After the others have left every region has the latest version that it had.
    """
    versions = list(versions)
    promoted = sorted({one.published.number for one in versions if one.promoted}, reverse=True)
    oldest = promoted[keep - 1] if 0 < keep <= len(promoted) else None
    published = [one.published for one in versions]
    latest = {
        one.number
        for served in (latest_version(published), latest_version(published, today=today))
        for one in served.values()
    }
    reasons: dict[ImageVersionNumber, Stay] = {}
    for one in versions:
        number, end = one.published.number, one.published.end_of_life
        if number in pinned:
            reasons[number] = Stay.PINNED
        elif oldest is None or number >= oldest:
            reasons.setdefault(number, Stay.NEWEST)
        elif number in latest:
            reasons.setdefault(number, Stay.LATEST)
        elif one.deletion_blocked and end is not None and end > today:
            reasons.setdefault(number, Stay.BLOCKED)
    return reasons


Place = TypeVar("Place", bound=Hashable)


def with_sources(stay: Iterable[Place], made_from: Mapping[Place, Collection[Place]]) -> frozenset[Place]:
    """Return the versions that stay, together with all that they may be made from, directly or through others."""
    found: set[Place] = set()
    open_ends = list(stay)
    while open_ends:
        one = open_ends.pop()
        if one not in found:
            found.add(one)
            open_ends.extend(made_from.get(one, ()))
    return frozenset(found)
