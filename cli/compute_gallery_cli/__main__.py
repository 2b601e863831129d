"""The command line of `gallery`."""

import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated

import typer

from compute_gallery_cli.commands.adopt import adopt
from compute_gallery_cli.commands.catalog import catalog
from compute_gallery_cli.commands.doctor import doctor
from compute_gallery_cli.commands.next_version import next_version
from compute_gallery_cli.commands.publish import publish
from compute_gallery_cli.commands.settle import settle
from compute_gallery_cli.commands.watch import watch
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError

__all__ = ["APP", "main"]

COMMANDS: dict[str, Callable[..., None]] = {
    "watch": watch,
    "catalog": catalog,
    "next": next_version,
    "publish": publish,
    "adopt": adopt,
    "settle": settle,
    "doctor": doctor,
}
"""The commands by their names, in the order in which `--help` lists them."""

APP = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Azure compute galleries: how far the replication is, which images are where, what comes next.",
)
for name, command in COMMANDS.items():
    APP.command(name)(command)


def print_version(wanted: bool) -> None:  # noqa: FBT001 typer calls it so
    """Print the version of the command."""
    if wanted:
        sys.stdout.write(f"gallery {version('azure-compute-gallery-cli')}\n")
        raise typer.Exit


@APP.callback()
def gallery(
    *,
    is_version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Azure compute galleries: how far the replication is, which images are where, what comes next."""
    del is_version


def main() -> None:
    """Run the command that the arguments name; what goes wrong is one line on standard error."""
    try:
        APP()
    except GalleryError as error:
        sys.stderr.write(f"gallery: {error}\n")
        sys.exit(error.status)
    except KeyboardInterrupt:
        sys.exit(ExitStatus.INTERRUPTED)
    except BrokenPipeError:
        # Who reads the output has seen enough; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitStatus.FAILED)


if __name__ == "__main__":
    main()
