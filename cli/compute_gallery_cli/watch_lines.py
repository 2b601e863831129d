"""Snapshots of a replication as lines for a log, as JSON, and how it ended."""

from collections.abc import Iterator
from typing import Any

from compute_gallery_cli.estimates import Estimates, left_words, region_key
from compute_gallery_cli.replication import Outcome, VersionProgress
from compute_gallery_cli.watching import Snapshot

__all__ = ["as_json", "as_lines", "summary_line"]

STEP = 10
"""Per cent between two lines on one region."""
NAMED = 5
"""As many versions are named in the last line; of more, the number is told."""


def as_lines(before: Snapshot | None, snapshot: Snapshot, known: Estimates) -> Iterator[str]:
    """Yield a line for each thing that changed; a region's progress in steps of ten per cent."""
    seen = {version.name: version for version in before.versions} if before else {}
    if snapshot.trouble and (before is None or before.trouble != snapshot.trouble):
        yield snapshot.trouble
    for version in snapshot.versions:
        old = seen.get(version.name)
        yield from region_lines(old, version, known)
        if old is None or old.provisioning_state != version.provisioning_state:
            yield f"{version.name}: {version.provisioning_state}"


def region_lines(old: VersionProgress | None, version: VersionProgress, known: Estimates) -> Iterator[str]:
    """Yield a line for each region that has gone on."""
    regions = {region.name: region for region in old.regions} if old else {}
    for region in version.regions:
        last = regions.get(region.name)
        if last is not None and (last.state, last.progress // STEP) == (region.state, region.progress // STEP):
            continue
        words = left_words(known, region_key(version, region))
        tail = f", {words}" if words else ""
        details = f": {region.details}" if region.details else ""
        yield f"{version.name} {region.title}: {region.word} {region.progress} %{tail}{details}"


def as_json(snapshot: Snapshot, known: Estimates) -> dict[str, Any]:
    """Return a snapshot as data, in Azure's words."""
    return {
        "versions": [
            {
                "definition": version.definition,
                "version": version.version,
                "provisioningState": version.provisioning_state,
                "outcome": version.outcome.value,
                "progress": round(version.progress, 1),
                "secondsLeft": rounded(known.get(version.name)),
                "regions": [
                    {
                        "region": region.name,
                        "state": region.state,
                        "progress": region.progress,
                        **({"details": region.details} if region.details else {}),
                    }
                    for region in version.regions
                ],
            }
            for version in snapshot.versions
        ],
        **({"trouble": snapshot.trouble} if snapshot.trouble else {}),
    }


def rounded(seconds: float | None) -> int | None:
    """Return whole seconds."""
    return None if seconds is None else round(seconds)


def summary_line(snapshot: Snapshot) -> str:
    """Say how it ended, on one line."""
    if not snapshot.versions:
        return "Nothing is being replicated."
    done = [version.name for version in snapshot.versions if version.outcome is Outcome.DONE]
    failed = [version.name for version in snapshot.versions if version.outcome is Outcome.FAILED]
    parts = [f"replicated: {named(done)}"] if done else []
    parts += [f"failed: {', '.join(failed)}"] if failed else []
    line = "; ".join(parts)
    return f"{line[:1].upper()}{line[1:]}."


def named(names: list[str]) -> str:
    """Return a few names, or how many there are."""
    return ", ".join(names) if len(names) <= NAMED else f"{len(names)} versions"
