"""`gallery watch`: how far the replication is."""

import time
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Annotated

import typer
from rich.live import Live

from compute_gallery_cli.estimates import estimates
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.output import console, print_json_line, say
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.selection import signed_in
from compute_gallery_cli.stack_file import StackSettings
from compute_gallery_cli.time_left import TimeLeft
from compute_gallery_cli.watch_lines import as_json, as_lines, summary_line
from compute_gallery_cli.watch_view import WatchView
from compute_gallery_cli.watched_versions import WatchedVersions
from compute_gallery_cli.watching import Pace, Snapshot, watched
from compute_gallery_rules import parse_version, printable

__all__ = ["watch"]

PACE = Pace()


@asks_at()
def watch(  # noqa: PLR0913 each is an option
    *,
    place: Place,
    settings: StackSettings | None,  # noqa: ARG001 the place has what is needed of it
    what: Annotated[
        str | None,
        typer.Argument(metavar="[DEFINITION[/VERSION]]", help="Default: all that is being replicated."),
    ] = None,
    interval: Annotated[
        float, typer.Option("--interval", metavar="SECONDS", min=0.05, max=3600, help="Between two looks.")
    ] = PACE.interval,
    patience: Annotated[
        float,
        typer.Option(
            "--patience", metavar="SECONDS", min=0, help="How long Azure may not answer before this gives up."
        ),
    ] = PACE.patience,
    start: Annotated[
        float,
        typer.Option(
            "--wait-for-start", metavar="SECONDS", min=0, help="How long to wait for a replication that has not begun."
        ),
    ] = PACE.start,
    as_json_lines: JsonOutput = False,
) -> None:
    """Show how far the replication is in each region, until it has ended.

    The exit status is 0 when all is replicated, 1 when something failed.
    """
    definition, version = named(what)
    # What fails for a while is told and waited out here, not silently in the client.
    with signed_in(place, tries_again=False) as client:
        versions = WatchedVersions(client, definition, version)
        pace = Pace(interval, patience, start)
        status = shown(watched(versions.look, pace, time.monotonic, time.sleep), as_json_lines=as_json_lines)
    raise typer.Exit(status)


def named(what: str | None) -> tuple[str | None, str | None]:
    """Read DEFINITION or DEFINITION/VERSION. Raises GalleryError for a number that is none."""
    if not what:
        return None, None
    definition, _, version = what.partition("/")
    if "/" in what and parse_version(version) is None:
        allowed = "DEFINITION/VERSION with three whole numbers, such as ubuntu/1.0.0"
        raise GalleryError(f"{printable(what)} names no version. Allowed: {allowed}.", ExitStatus.USAGE)
    return definition, version or None


def shown(snapshots: Iterator[Snapshot], *, as_json_lines: bool) -> ExitStatus:
    """Show each snapshot; return the exit status of the last."""
    out, left = console(), TimeLeft()
    last: Snapshot | None = None
    with Live(console=out, refresh_per_second=4) if out.is_terminal and not as_json_lines else nullcontext() as live:
        for snapshot in snapshots:
            known = estimates(snapshot, left, time.monotonic())
            if live:
                live.update(WatchView(snapshot, known), refresh=True)
            elif not as_json_lines:
                for line in as_lines(last, snapshot, known):
                    say(line)
            elif snapshot != last:
                print_json_line(as_json(snapshot, known))
            last = snapshot
    ended = last or Snapshot(())
    if not as_json_lines:
        say(summary_line(ended))
    return ended.status
