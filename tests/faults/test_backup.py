"""A state that was restored from a backup, behind what Azure has by now."""

import pytest

from tests.end_to_end.gallery_stack import changed
from tests.faults.agreement import assert_agreement
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import take_in

pytestmark = pytest.mark.end_to_end


def test_state_from_a_backup_learns_what_happened_since(azure: Azure) -> None:
    """What was changed since comes by refresh, what was made since by `gallery adopt --into`; then nothing is to do."""
    stack, tree = azure.stack("backup"), estate("backup", 2, 1)
    backup, of_stack = str(stack.folder / "backup.json"), ("--stack", stack.name)
    stack.up(tree)
    assert stack.pulumi.run("stack", "export", "--file", backup, *of_stack).returncode == 0
    later = changed(estate("backup", 3, 2), "definitions/ubuntu0/versions/1.0.0/tags/declared", "since")
    stack.up(later)
    restored = stack.pulumi.run("stack", "import", "--file", backup, *of_stack)
    assert restored.returncode == 0, restored.stderr
    refreshed = stack.run(later, "refresh", "--yes", "--skip-preview")
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
    assert "import: 5 resources" in take_in(stack, later)
    done = stack.up(later)
    assert "updated" not in done
    assert assert_agreement(stack, later) == 6
