"""Engines that are killed in the middle of an update, and what their users do then."""

import time
from pathlib import Path

from tests.cli.gallery_command import gallery
from tests.end_to_end.gallery_stack import GalleryStack, Tree
from tests.faults.agreement import await_rest

__all__ = ["kill_engine_after", "recover"]


def kill_engine_after(stack: GalleryStack, tree: Tree, lines: int, pause: float = 0.0) -> bool:
    """Run `pulumi up` and kill -9 its engine some time after so many lines; return whether it was still at work."""
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(tree)) as run:
        assert run.stdout
        for number, _ in enumerate(run.stdout, start=1):
            if number == lines:
                break
        time.sleep(pause)
        at_work = run.poll() is None
        run.kill()
    return at_work and run.returncode < 0


def recover(stack: GalleryStack, tree: Tree, folder: Path) -> None:
    """Do what docs/faults.md says after a kill, in its order."""
    state, of_stack = folder / "state.json", ("--stack", stack.name)
    run = stack.pulumi.run
    run("cancel", "--yes", *of_stack)  # fails where no lock is left
    await_rest(stack, tree)
    assert run("stack", "export", "--file", str(state), *of_stack).returncode == 0
    done = gallery("recover", state, AZURE_SUBSCRIPTION_ID="00000000-0000-0000-0000-000000000001")
    assert (done.returncode, "look at" in done.stdout) == (0, False), done.stdout + done.stderr
    taken = run("stack", "import", "--file", str(state), *of_stack)
    assert taken.returncode == 0, taken.stderr
    refreshed = stack.run(tree, "refresh", "--yes", "--skip-preview")
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
