"""The engine killed with -9 in the middle of `pulumi up`, as by a machine that loses power."""

import json
import time

import pytest

from tests.cli.gallery_command import Emulator
from tests.end_to_end.gallery_stack import SOURCES, GalleryStack, Tree, changed
from tests.faults.agreement import assert_agreement, found_in_azure
from tests.faults.conftest import Azure
from tests.faults.estate import REGIONS, estate
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


def kill_engine_replacing(stack: GalleryStack, tree: Tree, name: str) -> None:
    """Run `pulumi up` and kill -9 its engine when it has deleted a resource and begun to make it again."""
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(tree)) as run:
        deadline = time.monotonic() + SECONDS
        while not is_replacing(stack, name):
            assert run.poll() is None, run.stdout and run.stdout.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        run.kill()
    assert run.returncode < 0


def is_replacing(stack: GalleryStack, name: str) -> bool:
    """Tell whether the state on the disk has a resource as deleted, and its successor as begun."""
    text = (stack.pulumi.folder.state / ".pulumi" / "stacks" / "compute-gallery" / f"{stack.name}.json").read_text()
    try:
        state = json.loads(text)["checkpoint"]["latest"]
    except ValueError:  # it is being written
        return False
    gone = {one["urn"] for one in state["resources"] if one.get("pendingReplacement")}
    begun = {one["resource"]["urn"] for one in state.get("pending_operations", ()) if one["type"] == "creating"}
    return any(urn.rpartition("::")[2] == name for urn in gone & begun)


@pytest.mark.soak
@pytest.mark.parametrize("reached", [True, False], ids=["begun", "not begun"])
@pytest.mark.parametrize("kind", ["version", "definition"])
def test_killed_replacement_is_taken_up(azure: Azure, kind: str, record_property: Record, *, reached: bool) -> None:
    """What moves to another region is deleted and made again: killed in between, it is there once in the end.

    So it is where Azure was never reached with the new one.
    """
    stack = azure.stack(f"moved{kind}{reached}")
    before = estate(stack.name, 2, 2)
    definition = before["definitions"]["ubuntu0"]
    if kind == "version":
        number, version = definition["versions"].popitem()
        elsewhere = {**version, "location": REGIONS[1], "source": {"snapshotId": snapshot_in(azure, REGIONS[1])}}
        moved = changed(before, f"definitions/ubuntu0/versions/{number}", elsewhere)
        before = changed(before, f"definitions/ubuntu0/versions/{number}", version)
        name, path = f"images-ubuntu0-{number}-version", f"/versions/{number}"
    else:
        definition["versions"].clear()
        moved = changed(before, "definitions/ubuntu0/location", REGIONS[1])
        name, path = "images-ubuntu0-definition", ""
    stack.up(before)
    after = changed(moved, "allowDelete", ["ubuntu0"])
    put = {"methods": ["PUT"], "path": f"*/{stack.name}/images/ubuntu0{path}"}
    cut = {"fault": "connectionCutBeforeWork", **put}
    azure.faults({"fault": "slowAnswer", "seconds": 2, **put}, *([] if reached else [cut]))
    try:
        kill_engine_replacing(stack, after, name)
        time.sleep(3)
    finally:
        azure.faults()
    if reached:  # Pulumi by itself does not get out of it
        stack.pulumi.run("cancel", "--yes", "--stack", stack.name)
        told = stack.refused(after, "up", "--yes", "--skip-preview")
        assert "cannot create already existing resource '" in told
    recover(stack, after)
    stack.up(after)
    assert_agreement(stack, after)
    assert found_in_azure(stack, after)[str(stack.resources()[name]["id"]).lower()]["location"] == REGIONS[1]
    record_property("engine kills survived", 1)


def snapshot_in(azure: Azure, region: str) -> str:
    """A snapshot in a region, to make versions there from."""
    properties = {"osType": "Linux", "diskSizeGB": 30, "creationData": {"createOption": "Empty"}}
    id_ = f"{SOURCES}/snapshots/in-{region}"
    Emulator(azure.pulumi.address).put(id_, {"location": region, "properties": properties}, "2024-03-02")
    return id_
