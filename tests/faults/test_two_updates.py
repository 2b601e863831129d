"""Two people, or two pipelines, who update one stack at the same time."""

import pytest

from tests.faults.agreement import assert_agreement
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import Moment

pytestmark = pytest.mark.end_to_end


def test_second_update_respects_the_lock(azure: Azure) -> None:
    """The second one is refused and says who works there; the first one goes on undisturbed, and all agrees."""
    stack, tree = azure.stack("twice"), estate("twice", 2, 2)
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(tree)) as first:
        Moment(20).wait(first)
        second = stack.run(tree, "up", "--yes", "--skip-preview")
        assert first.poll() is None
        assert first.stdout
        rest = first.stdout.read()
    assert second.returncode != 0
    assert "the stack is currently locked by 1 lock(s)" in second.stderr
    assert f"(pid {first.pid})" in second.stderr
    assert first.returncode == 0, rest
    assert assert_agreement(stack, tree) == 4
