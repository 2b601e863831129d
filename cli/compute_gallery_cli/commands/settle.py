"""`gallery settle`: the last step of an adoption, on an exported state."""

import json
from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place_options import JsonOutput
from compute_gallery_cli.settled_state import settled_state
from compute_gallery_cli.stack_file import read_text

__all__ = ["settle"]


def settle(
    state: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `pulumi stack export --file` wrote. It is replaced.")
    ],
    as_json: JsonOutput = False,  # noqa: FBT002 typer's form of an option
) -> None:
    """Make imported images the same as declared ones, in an exported state: for `pulumi stack import`.

    Azure fills in disks and leaves out defaults; Pulumi would show both as changes of images that nothing changes.
    """
    try:
        exported = json.loads(read_text(state))
    except ValueError as error:
        raise GalleryError(f"{state}: is no JSON: {error}.", ExitStatus.USAGE) from error
    if not isinstance(exported, dict) or not isinstance(exported.get("deployment"), dict):
        allowed = "what `pulumi stack export` writes"
        raise GalleryError(f"{state}: has no deployment. Allowed: {allowed}.", ExitStatus.USAGE)
    try:
        settled, changed = settled_state(exported)
    except (AttributeError, KeyError, TypeError) as error:  # a part of it is of another kind than Pulumi writes
        allowed = "what `pulumi stack export` writes, as it is"
        raise GalleryError(f"{state}: cannot be read as a state. Allowed: {allowed}.", ExitStatus.USAGE) from error
    write_whole({state: f"{json.dumps(settled, indent=4)}\n"})
    if as_json:
        print_json({"file": str(state), "settled": changed})
    else:
        say(f"{state}: {len(changed)} settled")
