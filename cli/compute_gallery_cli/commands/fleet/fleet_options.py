"""The options that the commands of `gallery fleet` share, and what they say together."""

import os
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.engine import Engine
from compute_gallery_cli.fleet.fleet_file import Fleet, read_fleets
from compute_gallery_cli.fleet.project import passing_project
from compute_gallery_cli.fleet.splitting import FleetStack, stacks_of
from compute_gallery_rules import suggestion

__all__ = [
    "ContinueOnError",
    "Files",
    "Only",
    "Parallel",
    "PolicyPacks",
    "Yes",
    "chosen_stacks",
    "left_over",
    "may_ask",
    "of_policy_packs",
    "parallel_of",
    "project_folder",
    "split_fleets",
]

Files = Annotated[
    list[Path],
    typer.Option("--file", "-f", metavar="FILE", help="The fleet's file, or a folder of them. May be given again."),
]
Only = Annotated[
    list[str] | None, typer.Option("--only", metavar="NAME", help="A stack or a group. May be given again.")
]
Parallel = Annotated[
    int | None,
    typer.Option(
        "--parallel", metavar="N", min=1, help="Stacks at a time. Default: the file's, or one for each processor."
    ),
]
ContinueOnError = Annotated[
    bool, typer.Option("--continue-on-error", help="Let a failed stack stop no other, and no resource but its own.")
]
PolicyPacks = Annotated[
    list[Path] | None, typer.Option("--policy-pack", metavar="FOLDER", help="A policy pack. May be given again.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def split_fleets(files: Sequence[Path]) -> tuple[list[Fleet], list[FleetStack]]:
    """Read fleets and split them. Raises GalleryError for what cannot be, and for two stacks of one name."""
    fleets = read_fleets(files)
    stacks = [stack for fleet in fleets for stack in stacks_of(fleet)]
    seen: dict[str, FleetStack] = {}
    for stack in stacks:
        if (first := seen.setdefault(stack.name, stack)) is not stack:
            text = f'{stack.fleet.path}: "{stack.name}" is a stack of {first.fleet.path}, too. Write another prefix.'
            raise GalleryError(text, ExitStatus.USAGE)
    return fleets, stacks


def chosen_stacks(stacks: Sequence[FleetStack], only: Sequence[str] | None) -> list[FleetStack]:
    """Return the stacks that --only names, all where it names none. Raises GalleryError for a name of no stack."""
    names = {name for stack in stacks for name in (stack.name, stack.group) if name}
    for name in only or ():
        if name not in names:
            meant = suggestion(name, sorted(names))
            allowed = ", ".join(stack.name for stack in stacks[:20])
            advice = f' Write "{meant}".' if meant else ""
            raise GalleryError(f'--only: "{name}" is no stack. Allowed: {allowed}.{advice}', ExitStatus.USAGE)
    return [stack for stack in stacks if not only or stack.name in only or stack.group in only]


def parallel_of(fleets: Sequence[Fleet], parallel: int | None) -> int:
    """Return how many stacks are at work at a time."""
    said = [fleet.parallel for fleet in fleets if fleet.parallel]
    return parallel or max(said, default=os.cpu_count() or 1)


def of_policy_packs(folders: Sequence[Path] | None) -> list[str]:
    """Return the engine's arguments for policy packs. Raises GalleryError for what is no folder."""
    for folder in folders or ():
        if not folder.is_dir():
            raise GalleryError(f"--policy-pack: {folder} is no folder.", ExitStatus.USAGE)
    return [part for folder in folders or () for part in ("--policy-pack", str(folder.resolve()))]


def may_ask(*, is_sure: bool, as_json: bool) -> None:
    """Raise GalleryError where somebody has to be asked and nobody can be."""
    if not is_sure and (as_json or not sys.stdin.isatty()):
        raise GalleryError("there is no terminal to ask. Write --yes.", ExitStatus.USAGE)


@contextmanager
def project_folder() -> Generator[tuple[Path, Engine]]:
    """Give a folder with the project in it, for one run, and the engine that works there."""
    with tempfile.TemporaryDirectory(prefix="gallery-fleet-", ignore_cleanup_errors=True) as folder:
        passing_project(Path(folder))
        yield Path(folder), Engine(Path(folder))


def left_over(existing: set[str], fleets: Sequence[Fleet], stacks: Sequence[FleetStack]) -> list[str]:
    """Return the stacks whose names begin like a fleet's, and which are none of its stacks any more."""
    prefixes = tuple(f"{fleet.prefix}-" for fleet in fleets)
    return sorted(name for name in existing - {stack.name for stack in stacks} if name.startswith(prefixes))
