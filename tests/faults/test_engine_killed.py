"""The engine killed with -9 in the middle of `pulumi up`, as by a machine that loses power."""

import time

import pytest

from tests.faults.agreement import assert_agreement
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import Moment, kill_engine_at, processes_of, recover, seeded
from tests.figures import Record

pytestmark = pytest.mark.end_to_end

KILLS = 20
SECONDS = 30.0


def test_killed_update_is_taken_up(azure: Azure) -> None:
    """After kill -9 Pulumi names the lock, then that what it would create exists; `gallery recover` brings it in.

    The plugin and the language host do not outlive the engine.
    """
    stack, tree = azure.stack("killed"), estate("killed", 2, 3)
    assert kill_engine_at(stack, tree, Moment(26))  # definitions are made, versions are begun
    deadline = time.monotonic() + SECONDS
    while left := processes_of(stack):
        assert time.monotonic() < deadline, left
        time.sleep(0.2)
    locked = stack.run(tree, "up", "--yes", "--skip-preview")
    assert "the stack is currently locked by 1 lock(s)" in locked.stderr
    stack.pulumi.run("cancel", "--yes", "--stack", stack.name)
    told = stack.refused(tree, "up", "--yes", "--skip-preview")
    assert "pending operations from previous deployment" in told
    assert "cannot create already existing resource '" in told
    recover(stack, tree)
    stack.up(tree)
    assert assert_agreement(stack, tree) == 6


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_twenty_kills_at_random_moments(azure: Azure, record_property: Record) -> None:
    """Twenty updates of an estate are killed, each at another moment: no version twice, none lost, all in agreement."""
    chance = seeded("engine kills", record_property)
    killed = number = 0
    while killed < KILLS:
        number += 1
        stack, tree, moment = azure.stack(f"kill{number}"), estate(f"kill{number}"), Moment.of_an_up(chance)
        print(f"update {number} is killed {moment}")
        if kill_engine_at(stack, tree, moment):  # else it was faster
            killed += 1
            recover(stack, tree)
            stack.up(tree)
            record_property("versions checked", assert_agreement(stack, tree))
            record_property("engine kills survived", 1)
