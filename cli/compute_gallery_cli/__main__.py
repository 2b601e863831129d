"""The command line of `gallery`."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from compute_gallery_cli.commands.adopt import adopt
from compute_gallery_cli.commands.catalog import catalog
from compute_gallery_cli.commands.doctor import doctor
from compute_gallery_cli.commands.fleet.destroy import destroy
from compute_gallery_cli.commands.fleet.move import move
from compute_gallery_cli.commands.fleet.plan import plan
from compute_gallery_cli.commands.fleet.preview import preview
from compute_gallery_cli.commands.fleet.up import up
from compute_gallery_cli.commands.fleet.write import write
from compute_gallery_cli.commands.next_version import next_version
from compute_gallery_cli.commands.publish import publish
from compute_gallery_cli.commands.recover import recover
from compute_gallery_cli.commands.settle import settle
from compute_gallery_cli.commands.watch import watch
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError

__all__ = ["APP", "main"]

LOOK, PUBLISH, TAKE_OVER = "Look", "Publish", "Take over a gallery that exists"
REPAIR = "When things go wrong"
COMMANDS: tuple[tuple[str, str, Callable[..., None]], ...] = (
    (LOOK, "watch", watch),
    (LOOK, "catalog", catalog),
    (LOOK, "doctor", doctor),
    (PUBLISH, "next", next_version),
    (PUBLISH, "publish", publish),
    (TAKE_OVER, "adopt", adopt),
    (TAKE_OVER, "settle", settle),
    (REPAIR, "recover", recover),
)
"""The commands by what they are for, in the order in which `--help` lists them."""
MANY_STACKS = "Larger than one stack"
FLEET_COMMANDS: dict[str, Callable[..., None]] = {
    "plan": plan,
    "preview": preview,
    "up": up,
    "destroy": destroy,
    "move": move,
    "write": write,
}
"""The commands of `gallery fleet`."""

APP = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode="rich")
for panel, name, command in COMMANDS:
    APP.command(name, rich_help_panel=panel)(command)
FLEET = typer.Typer()
for name, command in FLEET_COMMANDS.items():
    FLEET.command(name)(command)
APP.add_typer(FLEET, name="fleet", rich_help_panel=MANY_STACKS)


def print_version(wanted: bool) -> None:  # noqa: FBT001 typer calls it so
    """Print the version of the command."""
    if wanted:
        sys.stdout.write(f"gallery {version('azure-compute-gallery-cli')}\n")
        raise typer.Exit


@APP.callback(invoke_without_command=True)
def gallery(
    context: typer.Context,
    *,
    is_version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Azure compute galleries: how far the replication is, which images are where, what comes next.

    Begin with [bold]gallery catalog[/bold]; with [bold]gallery doctor[/bold] when something does not work.
    """
    del is_version
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@FLEET.callback(invoke_without_command=True)
def fleet(context: typer.Context) -> None:
    """One gallery as many stacks, for estates that are larger than one."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command that the arguments name; what goes wrong is one line on standard error."""
    # A terminal that cannot show a character shows a question mark, and no command ends because of it.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = APP(prog_name="gallery", standalone_mode=False) or ExitStatus.DONE
        sys.stdout.flush()
    except GalleryError as error:
        ended(error.status, f"gallery: {error}")
    except TyperException as error:
        ended(ExitStatus.USAGE, f"gallery: {usage_line(error)}")
    except OSError as error:
        ended(ExitStatus.FILE, f"gallery: the output cannot be written: {error.strerror}.")
    if status == ExitStatus.INTERRUPTED:
        ended(ExitStatus.INTERRUPTED, "gallery: stopped. What runs in Azure goes on.")
    sys.exit(status)


def usage_line(error: TyperException) -> str:
    """Return what is wrong with the arguments, and where to read which there are."""
    told = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "gallery"
    return f"{told if told.endswith(('.', '?')) else f'{told}.'} See `{path} --help`."


def ended(status: ExitStatus, line: str) -> NoReturn:
    """End with one line on standard error, at once: a request that Azure has not answered holds up nobody."""
    with suppress(OSError):
        sys.stdout.flush()
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
