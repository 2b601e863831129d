"""`gallery recover`: after `pulumi up` was killed, on an exported state."""

import os
from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.exported_state import ODD_STATE, not_a_state, read_state, state_text
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place import SUBSCRIPTION
from compute_gallery_cli.place_options import JsonOutput
from compute_gallery_cli.recovered_state import recovered_state

__all__ = ["recover"]


def recover(
    state: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `pulumi stack export --file` wrote. It is replaced.")
    ],
    subscription: Annotated[
        str | None,
        typer.Option(
            "--subscription",
            "-s",
            metavar="ID",
            help="Where the state does not tell it. Default: AZURE_SUBSCRIPTION_ID, ARM_SUBSCRIPTION_ID.",
        ),
    ] = None,
    as_json: JsonOutput = False,  # noqa: FBT002 typer's form of an option
) -> None:
    """Take over what a killed `pulumi up` had begun to create, in an exported state: for `pulumi stack import`.

    Azure went on with it, and Pulumi does not know it. `pulumi refresh` then drops what Azure never began.
    """
    known = subscription or next((os.environ[name] for name in SUBSCRIPTION if os.environ.get(name)), None)
    exported = read_state(state)
    try:
        recovered, taken, left = recovered_state(exported, known)
    except ODD_STATE as error:
        raise not_a_state(state) from error
    write_whole({state: state_text(recovered)})
    if as_json:
        print_json({"file": str(state), "recovered": taken, "left": left})
        return
    say(f"{state}: {len(taken)} recovered")
    for name in left:
        say(f"look at {name}: what it is called in Azure cannot be told from here; `pulumi import` takes it over")
    if recovered != exported:
        say(f"Next: pulumi stack import --file {state}, then pulumi refresh, then pulumi up")
