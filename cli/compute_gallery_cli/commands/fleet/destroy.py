"""`gallery fleet destroy`: everything that the stacks have created goes."""

from compute_gallery_cli.commands.fleet.fleet_options import ContinueOnError, Files, Only, Parallel, Yes
from compute_gallery_cli.commands.fleet.operation import Operation
from compute_gallery_cli.place_options import JsonOutput

__all__ = ["destroy"]


def destroy(  # noqa: PLR0913 each is an option
    *,
    files: Files,
    is_sure: Yes = False,
    only: Only = None,
    parallel: Parallel = None,
    goes_on: ContinueOnError = False,
    as_json: JsonOutput = False,
) -> None:
    """Preview, ask once, destroy all stacks side by side, and the gallery's own at last.

    Guards hold: what may be deleted has to be named, as for `pulumi destroy`. The empty stacks stay.
    """
    Operation("destroy", files, only, parallel, goes_on=goes_on, is_sure=is_sure, as_json=as_json).run()
