"""`gallery fleet up`: every stack as declared."""

from typing import Annotated

import typer

from compute_gallery_cli.commands.fleet.fleet_options import (
    ContinueOnError,
    Files,
    Only,
    Parallel,
    PolicyPacks,
    Yes,
)
from compute_gallery_cli.commands.fleet.operation import Operation
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.place_options import JsonOutput

__all__ = ["up"]


def up(  # noqa: PLR0913 each is an option
    *,
    files: Files,
    is_sure: Yes = False,
    skip_preview: Annotated[
        bool, typer.Option("--skip-preview", help="Update at once, without a preview before it; with --yes only.")
    ] = False,
    only: Only = None,
    parallel: Parallel = None,
    goes_on: ContinueOnError = False,
    policy_packs: PolicyPacks = None,
    as_json: JsonOutput = False,
) -> None:
    """Preview all stacks, ask once, update the gallery's stack and then the others side by side.

    Stacks without a change are passed over. What was interrupted goes on when the same command is run again.
    """
    if skip_preview and not is_sure:
        raise GalleryError("--skip-preview shows nothing that could be asked about. Write --yes too.", ExitStatus.USAGE)
    Operation(
        "up",
        files,
        only,
        parallel,
        policy_packs,
        goes_on=goes_on,
        is_sure=is_sure,
        has_preview=not skip_preview,
        as_json=as_json,
    ).run()
