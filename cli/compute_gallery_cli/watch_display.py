"""Snapshots of a replication as bars for a terminal, as lines for a log, and as JSON."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from compute_gallery_cli.replication import Outcome, RegionProgress, VersionProgress
from compute_gallery_cli.time_left import TimeLeft, in_words
from compute_gallery_cli.watching import Snapshot

__all__ = ["as_bars", "as_json", "as_lines", "summary_line"]

BAR_WIDTH = 30
STEP = 10
"""Per cent between two lines on one region."""
COLOURS = {"Completed": "green", "Failed": "red", "Replicating": "cyan"}


def as_bars(snapshot: Snapshot, left: TimeLeft, now: float) -> RenderableType:
    """Draw one bar for each region."""
    table = Table.grid(padding=(0, 2))
    for version in snapshot.versions:
        total = in_words(left.seconds(version.name, version.progress, now))
        title = Text.assemble((version.name, "bold"), f"  {version.provisioning_state}")
        left_of_all = f"{total} left" if total and version.outcome is Outcome.RUNNING else ""
        table.add_row(title, "", f"{version.progress:.0f} %", left_of_all)
        for region in version.regions:
            table.add_row(*region_row(version, region, left, now))
    parts: list[RenderableType] = [table]
    if snapshot.trouble:
        parts.append(Text(snapshot.trouble, style="yellow"))
    return Group(*parts)


def region_row(version: VersionProgress, region: RegionProgress, left: TimeLeft, now: float) -> list[RenderableType]:
    """Draw one region."""
    colour = COLOURS.get(region.state, "dim")
    words = time_of(version, region, left, now)
    said = region.details or region.state
    return [
        f"  {region.title}",
        ProgressBar(
            total=100, completed=region.progress, width=BAR_WIDTH, complete_style=colour, finished_style=colour
        ),
        f"{region.progress} %",
        Text(f"{said}, {words} left" if words else said, style=colour),
    ]


def time_of(version: VersionProgress, region: RegionProgress, left: TimeLeft, now: float) -> str:
    """Say how long a region will take; empty before its turn and after it."""
    if region.state != "Replicating":
        return ""
    return in_words(left.seconds(f"{version.name}/{region.name}", region.progress, now))


def as_lines(before: Snapshot | None, snapshot: Snapshot, left: TimeLeft, now: float) -> Iterator[str]:
    """Yield a line for each thing that changed; a region's progress in steps of ten per cent."""
    seen = {version.name: version for version in before.versions} if before else {}
    if snapshot.trouble and (before is None or before.trouble != snapshot.trouble):
        yield snapshot.trouble
    for version in snapshot.versions:
        old = seen.get(version.name)
        regions = {region.name: region for region in old.regions} if old else {}
        for region in version.regions:
            words = time_of(version, region, left, now)
            last = regions.get(region.name)
            if last is None or (last.state, last.progress // STEP) != (region.state, region.progress // STEP):
                tail = f", {words} left" if words else ""
                details = f": {region.details}" if region.details else ""
                yield f"{version.name} {region.title}: {region.state} {region.progress} %{tail}{details}"
        if old is None or old.provisioning_state != version.provisioning_state:
            yield f"{version.name}: {version.provisioning_state}"


def as_json(snapshot: Snapshot, left: TimeLeft, now: float) -> dict[str, Any]:
    """Return a snapshot as data."""
    return {
        "versions": [
            {
                "definition": version.definition,
                "version": version.version,
                "provisioningState": version.provisioning_state,
                "outcome": version.outcome.value,
                "progress": round(version.progress, 1),
                "secondsLeft": rounded(left.seconds(version.name, version.progress, now)),
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
    parts = [f"replicated: {', '.join(done)}"] if done else []
    parts += [f"failed: {', '.join(failed)}"] if failed else []
    line = "; ".join(parts)
    return f"{line[:1].upper()}{line[1:]}."
