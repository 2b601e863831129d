"""`gallery fleet preview`: what an update of all stacks would do."""

from compute_gallery_cli.commands.fleet.fleet_options import Files, Only, Parallel, PolicyPacks
from compute_gallery_cli.commands.fleet.operation import Operation
from compute_gallery_cli.place_options import JsonOutput

__all__ = ["preview"]


def preview(
    *,
    files: Files,
    only: Only = None,
    parallel: Parallel = None,
    policy_packs: PolicyPacks = None,
    as_json: JsonOutput = False,
) -> None:
    """Preview the gallery's stack, then all others side by side, and sum up what would change.

    A stack that is new is made, as `pulumi preview` needs it; it stays empty.
    """
    Operation("preview", files, only, parallel, policy_packs, as_json=as_json).run()
