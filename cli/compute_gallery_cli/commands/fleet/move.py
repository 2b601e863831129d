"""`gallery fleet move`: definitions into another group."""

from collections.abc import Sequence
from typing import Annotated

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.commands.fleet.fleet_options import Files, project_folder
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.engine import CommandFailed
from compute_gallery_cli.fleet.fleet_file import Fleet, read_fleets, with_text
from compute_gallery_cli.fleet.moving import Move, carried_out, moves_to, none_is_begun, read_states
from compute_gallery_cli.fleet.project import write_stack
from compute_gallery_cli.fleet.split_text import moved
from compute_gallery_cli.fleet.splitting import FleetStack, stacks_of
from compute_gallery_cli.output import counted, print_json, say
from compute_gallery_cli.place_options import JsonOutput
from compute_gallery_cli.stack_file import read_text
from compute_gallery_rules import suggestion

__all__ = ["move"]


def move(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DEFINITION...] [GROUP]", help="The definitions, and at last the group that they go to."
        ),
    ] = None,
    files: Files,
    is_all: Annotated[
        bool, typer.Option("--all", help="Bring each definition into the stack that the file says, wherever it is.")
    ] = False,
    as_json: JsonOutput = False,
) -> None:
    """Move definitions into another stack of the fleet: in the states and in the file. Nothing changes in Azure."""
    fleets = read_fleets(files)
    if len(fleets) != 1:
        raise GalleryError("--file: a move is within one fleet. Write one file.", ExitStatus.USAGE)
    *keys, group = names or [""]
    if is_all == bool(names) or is_all == bool(keys):
        raise GalleryError("write a definition and a group, or --all.", ExitStatus.USAGE)
    fleet, text = fleets[0], ""
    if keys:
        text = moved_text(fleet, keys, group)
    stacks = stacks_of(with_text(fleet.path, text) if text else fleet)
    done = states_moved(stacks, keys or list(fleet.definitions))
    if text:
        write_whole({fleet.path: text})
    if as_json:
        print_json([{"from": one.source, "to": one.target, "definitions": list(one.urns)} for one in done])
        return
    for one in done:
        say(f"{', '.join(one.urns)}: from {one.source} to {one.target}, {counted({'resources': one.resources})}")
    if keys:
        say(f"{fleet.path}: {', '.join(keys)} {'is' if len(keys) == 1 else 'are'} in the group {group}")
    elif not done:
        say("Every definition is where the file says.")


def moved_text(fleet: Fleet, keys: Sequence[str], group: str) -> str:
    """Return the file after the move. Raises GalleryError where there is nothing to move."""
    for key in keys:
        if key not in fleet.definitions:
            meant = suggestion(key, sorted(fleet.definitions))
            advice = f' Write "{meant}".' if meant else ""
            raise GalleryError(f'"{key}" is no definition of {fleet.path}.{advice}', ExitStatus.USAGE)
    if fleet.groups is None:
        text = f"{fleet.path}: fleet.split: has no groups. Allowed: groups, one of which a definition moves to"
        raise GalleryError(f"{text}.", ExitStatus.USAGE)
    text = read_text(fleet.path)
    for key in keys:
        text = moved(text, key, group, is_json=fleet.path.suffix == ".json")
    return text


def states_moved(stacks: Sequence[FleetStack], keys: Sequence[str]) -> list[Move]:
    """Move what is not where it belongs, between the states. Raises GalleryError where that fails."""
    homes = {key: stack.name for stack in stacks for key in stack.definitions}
    targets = {key: homes[key] for key in homes if key in keys}
    with project_folder() as (folder, engine):
        existing = engine.stacks()
        prefix = f"{stacks[0].fleet.prefix}-"
        there = sorted(name for name in existing if name == stacks[0].name or name.startswith(prefix))
        states = read_states(engine, there)
        none_is_begun(states, homes, stacks[0].fleet.place)
        found = moves_to(targets, states, stacks[0].fleet.place)
        try:
            for one in found:
                target = next(stack for stack in stacks if stack.name == one.target)
                write_stack(folder, target)
                if one.target not in existing:
                    engine.create(one.target, target.fleet.settings)
                    existing.add(one.target)
                carried_out(engine, one)
        except CommandFailed as failed:
            advice = "What was moved stays moved; the same command goes on from there"
            raise GalleryError(f"{'; '.join(failed.lines)}. {advice}.", ExitStatus.FAILED) from failed
    return found
