"""How long each version and each region that is shown will still take."""

from collections.abc import Mapping

from compute_gallery_cli.replication import Outcome, RegionProgress, VersionProgress
from compute_gallery_cli.time_left import TimeLeft, in_words
from compute_gallery_cli.watching import Snapshot

__all__ = ["REPLICATING", "Estimates", "estimates", "left_words", "region_key"]

REPLICATING = "Replicating"
Estimates = Mapping[str, float | None]
"""Seconds by the name of a version, or by `region_key`; None where nothing can be said yet."""


def region_key(version: VersionProgress, region: RegionProgress) -> str:
    """Return the name of a version's region."""
    return f"{version.name}/{region.name}"


def estimates(snapshot: Snapshot, left: TimeLeft, now: float) -> dict[str, float | None]:
    """Return what a snapshot adds to what is known: of what is running only, as nothing else takes time."""
    known: dict[str, float | None] = {}
    for version in snapshot.versions:
        if version.outcome is not Outcome.RUNNING:
            continue
        known[version.name] = left.seconds(version.name, version.progress, now)
        for region in version.regions:
            if region.state == REPLICATING:
                key = region_key(version, region)
                known[key] = left.seconds(key, region.progress, now)
    return known


def left_words(known: Estimates, key: str) -> str:
    """Write what is left, "2 min left"; empty where that is not known."""
    words = in_words(known.get(key))
    return f"{words} left" if words else ""
