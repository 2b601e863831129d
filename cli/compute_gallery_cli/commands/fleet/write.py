"""`gallery fleet write`: the stacks as a plain Pulumi project."""

from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.commands.fleet.fleet_options import Files, split_fleets
from compute_gallery_cli.fleet.order import order_lines
from compute_gallery_cli.fleet.project import write_project
from compute_gallery_cli.output import counted, print_json, say
from compute_gallery_cli.place_options import JsonOutput

__all__ = ["write"]


def write(
    *,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write the project.")],
    files: Files,
    as_json: JsonOutput = False,
) -> None:
    """Write project, program, one file for each stack and a matrix for CI: for whatever runs Pulumi."""
    _, stacks = split_fleets(files)
    written = write_project(folder, stacks)
    if as_json:
        print_json(written)
        return
    say(f"{folder}: {counted({'stacks': len(stacks)})}")
    for path in written["leftOver"]:
        advice = "`pulumi destroy --run-program` of that stack, in this folder, deletes what it had deployed"
        say(f"note {path}: is no stack of the file. It is left alone; {advice}.")
    for line in order_lines(written.get("after", {})):
        say(f"note {line}")
    say("Next: `pulumi up` of each stack in that folder, the gallery's first. matrix.json names them.")
