"""A disk that is full where Pulumi keeps its state."""

import json
import resource
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.gallery_stack import GalleryStack
from tests.faults.agreement import assert_agreement, await_rest
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import take_in

pytestmark = pytest.mark.end_to_end

BYTES_LEFT = 1000


def checkpoints(stack: GalleryStack) -> list[Path]:
    """The states that the file backend has kept of each update, oldest first."""
    kept = stack.pulumi.folder.state / ".pulumi" / "history" / "compute-gallery" / stack.name
    return sorted(kept.glob("*.checkpoint.json"))


def is_whole(file: Path) -> bool:
    """Whether a state can be read to its end."""
    try:
        json.loads(file.read_text())
    except ValueError:
        return False
    return True


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_full_disk_under_the_backend(azure: Azure) -> None:
    """The update fails with the words of the disk; from the last whole checkpoint everything is found again."""
    stack, tree = azure.stack("full"), estate("full", 2, 1)
    stack.up(tree)
    state = stack.pulumi.folder.state / ".pulumi" / "stacks" / "compute-gallery" / f"{stack.name}.json"
    larger = estate("full", 2, 2)
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(larger)) as run:
        assert run.stdout
        printed = [next(run.stdout) for _ in range(3)]
        _, most = resource.prlimit(run.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(run.pid, resource.RLIMIT_FSIZE, (state.stat().st_size + BYTES_LEFT, most))
        printed += run.stdout
    assert run.returncode != 0
    assert "failed to save snapshot" in "".join(printed)
    # What Pulumi leaves may be cut off, the copy beside it too; what it kept of the update before is whole.
    whole = [file for file in checkpoints(stack) if is_whole(file)]
    shutil.copy(whole[-1], state)
    await_rest(stack, larger)
    refreshed = stack.run(larger, "refresh", "--yes", "--skip-preview")
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
    take_in(stack, larger)
    stack.up(larger)
    assert assert_agreement(stack, larger) == 4
