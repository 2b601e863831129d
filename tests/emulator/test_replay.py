"""Recorded conversations with Azure, asked again of the emulator: every exchange is answered as it was recorded."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.emulator.emulator_harness import Arm
from tests.emulator.replay.__main__ import main
from tests.emulator.replay.comparison import EXCLUSIONS, Comparison
from tests.emulator.replay.player import play
from tests.emulator.replay.recording import Recording, read_recording, read_recordings

FIXTURES = Path(__file__).parent / "fixtures"
RECORDINGS = read_recordings(FIXTURES)


@pytest.mark.parametrize("recording", RECORDINGS, ids=[recording.name for recording in RECORDINGS])
def test_a_recorded_conversation_goes_as_recorded(start: Callable[..., Arm], recording: Recording) -> None:
    """Status, error, addresses of operations and every field of every answer are the recorded ones."""
    report = play(recording, start(replication_seconds=10))
    assert report.differences == []
    assert report.matched == report.played
    assert report.played.total() + report.skipped.total() == len(recording.exchanges)


def test_all_of_the_recordings_is_played() -> None:
    """Nothing but an expired token is passed over, and no kind of recording has gone missing."""
    assert len(RECORDINGS) == 19
    assert sum(len(recording.exchanges) for recording in RECORDINGS) == 244


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("properties", "replicaCount", 7), "properties.publishingProfile.replicaCount: recorded 7, answered 1"),
        (("properties", "novel", "x"), "properties.publishingProfile.novel: recorded 'x', not answered"),
        (("status", "", 202), "status: recorded 202, answered 201"),
        (("location", "", "westus3"), "location: recorded 'westus3', answered 'eastus2'"),
        (("order", "", None), "the order ['id', 'name'"),
        (("header", "", None), "header azure-asyncoperation: recorded ''"),
    ],
)
def test_a_difference_is_found(
    start: Callable[..., Arm], tmp_path: Path, change: tuple[str, str, object], found: str
) -> None:
    """A recording that says anything else than the emulator is not matched, and the report says where."""
    content = json.loads((FIXTURES / "gallery_e2e.json").read_text(encoding="utf-8"))
    row = next(row for row in content["exchanges"] if row["method"] == "PUT" and "/versions/1.1.2" in row["path"])
    where, name, value = change
    answer = row["response"]
    match where:
        case "properties":
            answer["properties"]["publishingProfile"][name] = value
        case "status":
            row["status"] = value
        case "location":
            answer["location"] = value
        case "order":
            row["response"] = {key: answer[key] for key in ("id", "name", *answer)}
        case _:
            row["headers"] = {}
    (tmp_path / "changed.json").write_text(json.dumps(content), encoding="utf-8")
    (recording,) = read_recording(tmp_path / "changed.json")
    report = play(recording, start(replication_seconds=10))
    assert report.matched.total() < report.played.total()
    assert found in report.differences[0]


@pytest.mark.parametrize(
    ("recorded", "ours", "same"),
    [
        ("2025-01-07T05:56:46.4648477+00:00", "2026-11-22T00:00:00+00:00", True),
        ("2025-01-07T05:56:46.4648477+00:00", "yesterday", False),
        ("7b8ac804-f18e-4a2f-a808-ddcd462aa5b9", "00000000-0000-4000-8000-00000000000a", True),
        ("7b8ac804-f18e-4a2f-a808-ddcd462aa5b9", "no-guid", False),
        ("x-7b8ac804-f18e-4a2f-a808-ddcd462aa5b9", "y-00000000-0000-4000-8000-00000000000a", False),
        ("V1", "v1", False),
    ],
)
def test_only_what_cannot_repeat_is_let_pass(recorded: str, ours: str, same: bool) -> None:  # noqa: FBT001 - a column
    """A time stands for a time and a GUID for a GUID; any other text must be the same."""
    assert (Comparison("s").differences({"member": recorded}, {"member": ours}) == []) == same


def test_a_recorded_guid_always_stands_for_the_same_one() -> None:
    """Two answers that were about one thing when recorded must be about one thing now."""
    comparison = Comparison("s")
    recorded = "7b8ac804-f18e-4a2f-a808-ddcd462aa5b9"
    assert comparison.differences(recorded, "00000000-0000-4000-8000-00000000000a", "id") == []
    assert comparison.differences(recorded, "00000000-0000-4000-8000-00000000000b", "id") != []


def test_every_exclusion_stands_on_its_page() -> None:
    """The guide names what is not compared for equality, and why, in the words of the table."""
    page = (Path(__file__).parents[2] / "docs" / "emulator-replay.md").read_text(encoding="utf-8")
    for exclusion in EXCLUSIONS:
        assert f"| {exclusion.what} | {exclusion.instead} | {exclusion.reason} |" in page


def test_the_command_says_what_matched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m tests.emulator.replay FOLDER` prints how many exchanges of each recording matched."""
    (tmp_path / "refusals.json").write_text((FIXTURES / "refusals.json").read_text(encoding="utf-8"), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "refusals[0]: 1 of 1 exchanges matched" in said
    assert "all: 6 of 6 exchanges matched" in said
    assert main([str(tmp_path / "none")]) == 2
