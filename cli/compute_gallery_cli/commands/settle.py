"""`gallery settle`: the last step of an adoption, on an exported state."""

from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.exported_state import ODD_STATE, not_a_state, read_state, state_text
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place_options import JsonOutput
from compute_gallery_cli.settled_state import settled_state

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
        settled, changed = settled_state(read_state(state))
    except ODD_STATE as error:
        raise not_a_state(state) from error
    write_whole({state: state_text(settled)})
    if as_json:
        print_json({"file": str(state), "settled": changed})
    else:
        say(f"{state}: {len(changed)} settled")
