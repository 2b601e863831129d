"""`gallery fleet plan`: the split, without asking anybody."""

from typing import Annotated

import typer
from rich.table import Table

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.commands.fleet.fleet_options import Files, split_fleets
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.fleet_file import Fleet, read_fleets, with_text
from compute_gallery_cli.fleet.order import order_lines
from compute_gallery_cli.fleet.plan import plan_document, plan_tables, quota_lines, size_lines
from compute_gallery_cli.fleet.proposal import USUAL, proposed_groups
from compute_gallery_cli.fleet.split_text import with_groups
from compute_gallery_cli.fleet.splitting import unsplittable
from compute_gallery_cli.output import console, counted, print_json, say
from compute_gallery_cli.place_options import JsonOutput
from compute_gallery_cli.stack_file import read_text
from compute_gallery_cli.stack_text import as_yaml

__all__ = ["plan"]


def plan(
    *,
    files: Files,
    propose: Annotated[
        int | None,
        typer.Option(
            "--propose", metavar="N", min=1, help=f"Propose groups of about N versions ({USUAL} are a good size)."
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Put the proposed groups into the file.")] = False,
    as_json: JsonOutput = False,
) -> None:
    """Show the stacks with their definitions, versions and replicas, and what Azure's quota says to them."""
    if propose is not None or write:
        proposals(read_fleets(files), propose or USUAL, write=write, as_json=as_json)
        return
    fleets, stacks = split_fleets(files)
    document = plan_document(stacks)
    warnings = list(quota_lines(document))
    if as_json:
        print_json({**document, "warnings": warnings})
        return
    shown = console()
    for part in plan_tables(fleets, document):
        say("") if isinstance(part, Table) else None
        shown.print(part, soft_wrap=isinstance(part, str))
    for line in warnings:
        say(f"warning {line}")
    for line in (*size_lines(document), *order_lines({row["stack"]: row["after"] for row in document["stacks"]})):
        say(f"note {line}")


def proposals(fleets: list[Fleet], most: int, *, write: bool, as_json: bool) -> None:
    """Print groups for each fleet, or write them into its file. Raises GalleryError where they cannot be."""
    if write and any(fleet.is_split for fleet in fleets):
        told = next(fleet.path for fleet in fleets if fleet.is_split)
        advice = "Take fleet.split out first; definitions that are deployed then move with `gallery fleet move --all`"
        raise GalleryError(f"{told}: is split already. {advice}.", ExitStatus.USAGE)
    found: dict[str, dict[str, list[str]]] = {}
    for fleet in fleets:
        unsplittable(fleet)
        found[str(fleet.path)] = proposed_groups(fleet, most)
    if write:
        write_whole({fleet.path: with_proposal(fleet, found[str(fleet.path)]) for fleet in fleets})
    if as_json:
        print_json(found)
        return
    for path, groups in found.items():
        say(f"{path}: {counted({'groups': len(groups)})}{' written' if write else ''}")
        if not write:
            say(as_yaml({"split": {"groups": groups}}).rstrip("\n"))


def with_proposal(fleet: Fleet, groups: dict[str, list[str]]) -> str:
    """Return the file's text with groups in it, read back. Raises GalleryError where they are not what it then says."""
    text = with_groups(read_text(fleet.path), groups, is_json=fleet.path.suffix == ".json")
    try:
        is_right = with_text(fleet.path, text).groups == groups
    except GalleryError:
        is_right = False
    if not is_right:
        advice = "Take it out, or write there what `gallery fleet plan --propose` prints"
        raise GalleryError(
            f"{fleet.path}: fleet.split: cannot be filled in where it stands. {advice}.", ExitStatus.USAGE
        )
    return text
