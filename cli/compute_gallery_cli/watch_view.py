"""A snapshot of a replication as bars, in as much detail as the terminal has room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from compute_gallery_cli.estimates import Estimates, left_words, region_key
from compute_gallery_cli.replication import Outcome, RegionProgress, VersionProgress
from compute_gallery_cli.time_left import in_words
from compute_gallery_cli.watching import Snapshot

__all__ = ["WatchView"]

WIDEST_BAR, NARROWEST_BAR, GAP, PERCENT = 40, 6, 2, 5
WORDS = 0.36
"""The part of the width that the words on the right may take."""
LEAST = 24
"""What they get at least, where there is room: so the bars keep their length while the words change."""
COLOURS = {"Completed": "green", "Failed": "red", "Replicating": "cyan"}
OUTCOMES = {Outcome.DONE: "green", Outcome.FAILED: "red", Outcome.RUNNING: "bold"}
QUIET = frozenset({"Completed", "Unknown"})
"""States that need no row of their own where there is little room."""
ORDER = (Outcome.FAILED, Outcome.RUNNING, Outcome.DONE)


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with what stands around it."""

    title: str
    progress: float
    words: str
    style: str
    indent: int = 0


@dataclass(frozen=True, slots=True)
class WatchView:
    """What is shown of one snapshot. It draws itself anew when the terminal gets another size."""

    snapshot: Snapshot
    known: Estimates

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw all regions; where they do not fit, those that are going on; or else the versions only."""
        trouble = Text(self.snapshot.trouble, style="yellow")
        lines = len(trouble.wrap(console, options.max_width)) if self.snapshot.trouble else 0
        # One line stays free for the cursor, and one for how it ended.
        room = max(3, (options.max_height or console.height) - lines - 2)
        rows = self.rows(room)
        yield grid(rows, options)
        if lines:
            yield trouble

    def rows(self, room: int) -> list[Row]:
        """Return as many rows as there is room for."""
        for quiet in (frozenset[str](), QUIET):
            found = [*self.total(), *self.detailed(quiet)]
            if len(found) <= room:
                return found
        versions = sorted(self.snapshot.versions, key=lambda version: ORDER.index(version.outcome))
        shown = versions[: room - 2]
        more = len(versions) - len(shown)
        rest = [Row(f"and {more} more", progress(versions[len(shown) :]), "", "dim")] if more else []
        return [*self.total(), *(version_row(version, self.known) for version in shown), *rest]

    def total(self) -> Iterator[Row]:
        """Yield the sum of all versions, where there are several."""
        versions = self.snapshot.versions
        if len(versions) > 1:
            counts = {outcome: sum(version.outcome is outcome for version in versions) for outcome in ORDER}
            words = [f"{count} {outcome.value}" for outcome, count in counts.items() if count]
            each = [self.known.get(version.name) for version in versions if version.outcome is Outcome.RUNNING]
            left = [seconds for seconds in each if seconds is not None]
            words += [f"{in_words(max(left))} left"] if left and len(left) == len(each) else []
            yield Row(f"{len(versions)} versions", progress(versions), ", ".join(words), "bold")

    def detailed(self, quiet: frozenset[str]) -> Iterator[Row]:
        """Yield each version and its regions, without those that are in a quiet state."""
        for version in self.snapshot.versions:
            yield version_row(version, self.known)
            for region in version.regions:
                if region.state not in quiet:
                    yield region_row(version, region, self.known)


def progress(versions: Sequence[VersionProgress]) -> float:
    """Return the mean of several versions."""
    return sum(version.progress for version in versions) / len(versions) if versions else 0.0


def version_row(version: VersionProgress, known: Estimates) -> Row:
    """Return the row of a version."""
    if version.outcome is not Outcome.RUNNING:
        return Row(version.name, version.progress, version.provisioning_state, OUTCOMES[version.outcome])
    count = sum(region.state == "Completed" for region in version.regions)
    words = [f"{count}/{len(version.regions)} regions"] if version.regions else [version.provisioning_state]
    words += [left] if (left := left_words(known, version.name)) else []
    return Row(version.name, version.progress, ", ".join(words), OUTCOMES[version.outcome])


def region_row(version: VersionProgress, region: RegionProgress, known: Estimates) -> Row:
    """Return the row of a region."""
    words = [f"{region.word}: {region.details}" if region.details else region.word]
    words += [left] if (left := left_words(known, region_key(version, region))) else []
    return Row(region.title, region.progress, ", ".join(words), COLOURS.get(region.state, "dim"), indent=2)


def grid(rows: Sequence[Row], options: ConsoleOptions) -> Table:
    """Put rows below each other: names and words as wide as they need, the bars in what is left."""
    width = options.max_width
    words = min(max((len(row.words) for row in rows), default=0), max(14, int(width * WORDS)))
    words = max(words, min(LEAST, int(width * WORDS)))
    titles = max((row.indent + len(row.title) for row in rows), default=0)
    bar = min(WIDEST_BAR, width - titles - words - PERCENT - 3 * GAP)
    if bar < NARROWEST_BAR:
        bar = NARROWEST_BAR if width - words - PERCENT - NARROWEST_BAR - 3 * GAP >= titles // 2 else 0
    titles = min(titles, max(8, width - words - PERCENT - bar - (3 if bar else 2) * GAP))
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(no_wrap=True, width=titles, overflow="crop")
    if bar:
        table.add_column(width=bar)
    table.add_column(no_wrap=True, width=PERCENT, justify="right")
    table.add_column(no_wrap=True, width=words, overflow="crop" if options.ascii_only else "ellipsis")
    for row in rows:
        title = f"{' ' * row.indent}{shortened(row.title, titles - row.indent, '...' if options.ascii_only else '…')}"
        cells: list[Text | ProgressBar] = [Text(title, style="bold" if row.indent == 0 else "")]
        if bar:
            colour = "blue" if row.style == "bold" else row.style
            cells.append(ProgressBar(completed=row.progress, width=bar, complete_style=colour, finished_style=colour))
        table.add_row(*cells, f"{int(row.progress)} %", Text(row.words, style=row.style))
    return table


def shortened(title: str, width: int, mark: str) -> str:
    """Return a title that fits; of DEFINITION/VERSION the version stays, by which people tell them apart."""
    if len(title) <= width:
        return title
    name, slash, version = title.rpartition("/")
    tail = f"{mark}{slash}{version}" if slash else mark
    start = (name if slash else title)[: max(0, width - len(tail))]
    return f"{start}{tail}"[:width]
