"""What a killed run of a stack had begun, taken over: states as an engine would give them, without one."""

import json
from collections.abc import Callable
from typing import Any, cast

import pytest

from compute_gallery_cli.fleet.engine import CommandFailed, Engine
from compute_gallery_cli.fleet.interrupted import take_over, taken_over
from tests.end_to_end.gallery_stack import Tree

VERSION = {
    "urn": "urn:pulumi:a::p::azure-native:compute:GalleryImageVersion::one",
    "type": "azure-native:compute:GalleryImageVersion",
    "custom": True,
    "inputs": {
        "resourceGroupName": "rg",
        "galleryName": "g",
        "galleryImageName": "d",
        "galleryImageVersionName": "1.0.0",
    },
}


class EngineOfStates:
    """An engine that has one state, in which each refresh brings the next word of Azure on the version."""

    def __init__(self, *words: str) -> None:
        self.state: Tree = {"deployment": {"pending_operations": [{"type": "creating", "resource": VERSION}]}}
        self.words = [*words]
        self.commands: list[tuple[str, ...]] = []

    def exported(self, _stack: str) -> Tree:
        """The state."""
        return self.state

    def replace_state(self, _stack: str, state: Tree) -> None:
        """Another state."""
        self.state = state

    def run(self, *arguments: str, **_options: object) -> str:
        """Refresh."""
        self.commands.append(arguments)
        if not self.words:
            raise CommandFailed(("401",), is_locked=False, text="401")
        for one in self.state["deployment"]["resources"]:
            one["outputs"] = {"provisioningState": self.words[0]}
            one.pop("refreshBeforeUpdate", None)
        if self.words[0] == "gone":
            self.state["deployment"]["resources"] = []
        self.words.pop(0)
        return ""

    @property
    def version(self) -> dict[str, Any]:
        """The version in the state."""
        (found,) = self.state["deployment"]["resources"]
        return cast("dict[str, Any]", found)


def taken(
    engine: EngineOfStates,
    wait_for: Callable[[float], bool] = lambda _: False,
    note: Callable[[str], None] = lambda _: None,
) -> EngineOfStates:
    """Take over what the engine's state has pending."""
    take_over(cast("Engine", engine), "a", "sub", wait_for=wait_for, note=note)
    return engine


def test_what_azure_is_at_is_waited_for() -> None:
    """The state has the version, with Azure's id, as soon as Azure has ended; longer each time, up to a minute."""
    waits: list[float] = []

    def wait_for(seconds: float) -> bool:
        waits.append(seconds)
        return False

    engine = taken(EngineOfStates(*["Creating"] * 8, "Succeeded"), wait_for)
    assert engine.version["id"].endswith("/galleries/g/images/d/versions/1.0.0")
    assert "initErrors" not in engine.version
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_the_waiting_is_told_once_and_reads_only_what_it_waits_for() -> None:
    """It may take hours: the first reading is of the whole stack, those after it of what Azure is still at."""
    notes: list[str] = []
    engine = taken(EngineOfStates("Creating", "Creating", "Succeeded"), note=notes.append)
    assert notes == ["waits for Azure, which is still at 1 resource that an earlier run had begun"]
    first, *others = engine.commands
    assert "--target" not in first
    assert [command[-2:] for command in others] == [("--target", VERSION["urn"])] * 2
    assert taken(EngineOfStates("Succeeded"), note=notes.append).version
    assert len(notes) == 1


def test_a_deletion_that_was_begun_is_waited_for() -> None:
    """Azure has the version until it is gone: what a state kept of it would be taken for there."""
    engine = taken(EngineOfStates("Deleting", "Deleting", "gone"))
    assert engine.state["deployment"]["resources"] == []
    assert len(engine.commands) == 3


@pytest.mark.parametrize("word", ["Failed", "Canceled"])
def test_what_azure_has_failed_is_sent_again(word: str) -> None:
    """A version that Azure gave up on has an error in the state, for which the next update sends it again."""
    assert taken(EngineOfStates("Creating", word)).version["initErrors"]


def test_a_failed_reading_loses_nothing() -> None:
    """Where nobody could ask Azure, the next preview and update read the version first: it may not be there."""
    engine = EngineOfStates()
    with pytest.raises(CommandFailed):
        taken(engine)
    assert engine.version["refreshBeforeUpdate"] is True


def test_ctrl_c_ends_the_waiting() -> None:
    """Who presses Ctrl-C does not wait for hours; what was begun is in the state."""
    engine = EngineOfStates("Creating")
    with pytest.raises(CommandFailed) as stopped:
        taken(engine, lambda _: True)
    assert "stopped while Azure is still at what an earlier run had begun" in stopped.value.text
    assert engine.version["id"]
    assert engine.version["initErrors"]  # so that the next update does not take it for done


class EngineThatFails:
    """An engine whose refresh fails, as it says in its events."""

    def exported(self, _stack: str) -> Tree:
        """An empty state."""
        return {"deployment": {}}

    def replace_state(self, _stack: str, _state: Tree) -> None:
        """Another one."""

    def run(self, *_arguments: str, on_line: Callable[[str], None], locks: str) -> str:
        """Fail."""
        assert locks == "a"
        event = {"severity": "error", "message": "401: who are you?", "urn": VERSION["urn"]}
        on_line(json.dumps({"diagnosticEvent": event}))
        raise CommandFailed(("{many: events}",), is_locked=False, text="")


def test_a_failed_reading_is_one_readable_line() -> None:
    """What the engine has said of the resource is told, and not all that it has printed."""
    with pytest.raises(CommandFailed) as refused:
        take_over(cast("Engine", EngineThatFails()), "a", None, wait_for=lambda _: False, note=lambda _: None)
    assert refused.value.lines == ("one: 401: who are you?",)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ({**VERSION, "type": "azure-native:compute:Disk"}, "whose id in Azure cannot be told from here"),
        (VERSION, "in whose place the state has another resource. Where Azure has /subscriptions/sub/resourceGroups/"),
    ],
)
def test_what_is_left_over_is_told_with_its_reason(version: dict[str, Any], told: str) -> None:
    """A subscription in the file helps only where the id is not known; nothing is imported either way."""
    there = {**VERSION, "id": "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/old"}
    pending = [{"type": "creating", "resource": version}]
    with pytest.raises(CommandFailed) as failed:
        taken_over({"deployment": {"resources": [there], "pending_operations": pending}}, "sub")
    assert f"a run was killed while it created one, {told}" in failed.value.text
    assert ("subscriptionId" in failed.value.text) == (version is not VERSION)
