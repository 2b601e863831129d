"""`gallery recover`: after `pulumi up` was killed, on an exported state."""

import os
from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.exported_state import ODD_STATE, not_a_state, read_state, state_text
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place import SUBSCRIPTION
from compute_gallery_cli.place_options import JsonOutput
from compute_gallery_cli.recovered_state import LeftOver, recovered_state

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

    Azure went on with it, and Pulumi does not know it. `pulumi refresh` then drops what Azure never began. The exit
    status is 1 where something is left that has to be looked at.
    """
    known = subscription or next((os.environ[name] for name in SUBSCRIPTION if os.environ.get(name)), None)
    exported = read_state(state)
    try:
        recovered, taken, left = recovered_state(exported, known)
    except ODD_STATE as error:
        raise not_a_state(state) from error
    write_whole({state: state_text(recovered)})
    if as_json:
        print_json({"file": str(state), "recovered": taken, "left": [{"name": one.name, "id": one.id} for one in left]})
    else:
        say(f"{state}: {len(taken)} recovered")
        for one in left:
            say(f"look at {one.name}: {what_to_do(one)}")
        if recovered != exported:
            say(f"Next: pulumi stack import --file {state}, then pulumi refresh, then pulumi up")
        if left:
            say("Pulumi forgets what is left to look at, as soon as a state is imported.")
    if left:
        raise typer.Exit(ExitStatus.FAILED)


def what_to_do(left: LeftOver) -> str:
    """Return why a begun create is left over, and what helps."""
    if left.id is None:
        return (
            "what it is called in Azure cannot be told from here; `pulumi import` takes it over, or try --subscription"
        )
    return f"another resource is in its place; where Azure has {left.id}, delete it there, and the next update makes it"
