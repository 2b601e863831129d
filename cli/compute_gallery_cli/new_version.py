"""The next version of a definition, as it is proposed for review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_rules import VersionNumberError, next_version, parse_version

__all__ = ["Part", "Proposal", "newest_declared", "next_number", "proposed"]

Part = Literal["major", "minor", "patch"]

TAKEN_OVER = (
    "location",
    "targetRegions",
    "replicateTo",
    "includeHomeRegion",
    "replicatedTo",
    "replicaCount",
    "storageAccountType",
    "replicationMode",
    "targetExtendedLocations",
    "sourceTenants",
    "securityProfile",
    "tags",
)
"""What the next version has in common with the newest one: where it goes, and how it is kept there.

Left out on purpose: its source and disks, its end of life, its promotion, and flags that were meant for it alone.
"""
OF_SOURCE = frozenset({"source", "version"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A version that is proposed."""

    tree: Mapping[str, Any]
    """The version in the form of the stack's config."""
    taken_from: str | None
    """The number that its regions come from; None where there was no version before."""
    left_out: tuple[str, ...]
    """What that one has and the new one does not."""


def next_number(existing: Iterable[str], part: Part) -> str:
    """Return the number after the highest existing one. Raises GalleryError where none fits."""
    try:
        return str(next_version(existing, part))
    except VersionNumberError as error:
        raise GalleryError(str(error), ExitStatus.USAGE) from error


def newest_declared(versions: Mapping[str, Any]) -> str | None:
    """Return the key of the newest declared version, by number; None where there is none."""
    numbers = {key: parse_version(str(mapping_of(own).get("version", key))) for key, own in versions.items()}
    known = [(number, key) for key, number in numbers.items() if number is not None]
    return max(known)[1] if known else None


def proposed(versions: Mapping[str, Any], source: Mapping[str, Any]) -> Proposal:
    """Return the next version: made from the source, replicated as the newest one."""
    newest = newest_declared(versions)
    before = mapping_of(versions.get(newest)) if newest is not None else {}
    tree: dict[str, Any] = {"source": dict(source)}
    tree |= {name: before[name] for name in TAKEN_OVER if before.get(name) is not None}
    left = tuple(name for name in before if name not in TAKEN_OVER and name not in OF_SOURCE)
    return Proposal(tree, newest, left)


def mapping_of(value: object) -> Mapping[str, Any]:
    """Return a mapping; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}
