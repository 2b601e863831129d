"""Azure going away in the middle of `pulumi up`: the emulator killed with -9, at once or much later there again."""

import pytest

from tests.end_to_end.gallery_stack import GalleryStack, Tree
from tests.faults.agreement import assert_agreement, await_rest
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import Moment, kill_emulator_at, seeded, take_in
from tests.figures import Record

pytestmark = pytest.mark.end_to_end

KILLS = 20
EXISTS = "cannot create already existing resource"


def up_again(stack: GalleryStack, tree: Tree) -> None:
    """Run `pulumi up` once more; where an answer of Azure was lost, take in what it had made, and go on."""
    done = stack.run(tree, "up", "--yes", "--skip-preview")
    if EXISTS in done.stdout:
        await_rest(stack, tree)
        take_in(stack, tree)
        done = stack.run(tree, "up", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr


def test_update_goes_on_after_azure_was_away(azure: Azure) -> None:
    """While nothing answers the update fails by name; the next one finishes what was begun, and all agree."""
    stack, tree = azure.stack("away"), estate("away", 2, 2)
    status, told = kill_emulator_at(stack, tree, Moment(20), azure.emulator, stays_away=True)
    assert status != 0
    assert f"the emulator at {azure.pulumi.address} does not answer" in told
    up_again(stack, tree)
    assert assert_agreement(stack, tree) == 4


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_azure_goes_away_at_random_moments(azure: Azure, record_property: Record) -> None:
    """Twenty updates of an estate lose their Azure, every other one for good: nothing is lost, nothing is doubled."""
    chance = seeded("emulator kills", record_property)
    for number in range(KILLS):
        stack, tree, moment = azure.stack(f"lost{number}"), estate(f"lost{number}"), Moment.of_an_up(chance)
        print(f"in update {number} the emulator is killed {moment}")
        kill_emulator_at(stack, tree, moment, azure.emulator, stays_away=number % 2 == 0)
        await_rest(stack, tree)
        up_again(stack, tree)
        record_property("versions checked", assert_agreement(stack, tree))
        record_property("emulator kills survived", 1)
