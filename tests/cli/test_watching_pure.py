"""Snapshots, estimates and the loop, without a network."""

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.replication import Outcome, VersionProgress, progress_of
from compute_gallery_cli.time_left import TimeLeft, in_words
from compute_gallery_cli.watch_display import as_bars, as_json, as_lines
from compute_gallery_cli.watching import Pace, Snapshot, watched

AWAY = GalleryError("Azure does not answer.", ExitStatus.UNREACHABLE)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def version(state: str, *regions: tuple[str, str, int]) -> VersionProgress:
    """Return a version with regions, each a name, a state and a progress."""
    summary = [{"region": name, "state": word, "progress": progress} for name, word, progress in regions]
    properties = {"provisioningState": state, "replicationStatus": {"summary": summary}}
    return progress_of("ubuntu", {"name": "1.0.0", "properties": properties})


RUNNING = version("Creating", ("westus", "Replicating", 50), ("eastus2", "Unknown", 0))
DONE = version("Succeeded", ("westus", "Completed", 100))


@pytest.mark.parametrize(
    ("progress", "outcome"),
    [
        (RUNNING, Outcome.RUNNING),
        (DONE, Outcome.DONE),
        (version("Failed", ("westus", "Completed", 100)), Outcome.FAILED),
        (version("Succeeded", ("westus", "Failed", 0)), Outcome.FAILED),
        (version("Succeeded", ("westus", "Replicating", 99)), Outcome.RUNNING),
        (version("Updating", ("westus", "Completed", 100)), Outcome.RUNNING),
        (version("Deleting"), Outcome.FAILED),
        (version("Succeeded"), Outcome.DONE),
    ],
)
def test_outcome_follows_from_azures_words(progress: VersionProgress, outcome: Outcome) -> None:
    """A version is done when Azure says so and all regions are; one failed region fails it."""
    assert progress.outcome is outcome


@given(ANYTHING, ANYTHING)
def test_any_answer_of_azure_is_read(status: object, region: object) -> None:
    """Whatever stands in an answer, a progress is from 0 to 100 and can be drawn."""
    resource = {"name": "1.0.0", "properties": {"replicationStatus": status}}
    properties = {"replicationStatus": {"summary": [region, {"region": "westus", "progress": status, "state": region}]}}
    for each in (resource, {"name": "1.0.0", "properties": properties}):
        snapshot = Snapshot((progress_of("d", each),))
        assert all(0 <= one.progress <= 100 for one in snapshot.versions[0].regions)
        json.dumps(as_json(snapshot, TimeLeft(), 0))


@given(st.floats(1, 10_000), st.integers(1, 99))
def test_time_left_is_exact_at_a_steady_speed(whole: float, percent: int) -> None:
    """At one speed the estimate is what is left, from the second look on."""
    left = TimeLeft()
    assert left.seconds("x", 0, 0) is None
    estimated = left.seconds("x", percent, whole * percent / 100)
    assert estimated == pytest.approx(whole * (100 - percent) / 100)


def test_time_left_begins_anew_when_progress_falls_back() -> None:
    """A replication that starts again is not judged by its past."""
    left = TimeLeft()
    left.seconds("x", 80, 0)
    assert left.seconds("x", 10, 5) is None
    assert left.seconds("x", 55, 10) == pytest.approx(5)
    assert left.seconds("x", 100, 11) == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "0 s"), (59.4, "59 s"), (60, "1 min"), (3599, "60 min"), (3900, "1 h 05 min"), (-3, "0 s")],
)
def test_durations_are_short(seconds: float | None, words: str) -> None:
    """A duration is written as a person says it."""
    assert in_words(seconds) == words


def test_lines_tell_changes_only() -> None:
    """The same snapshot twice gives no second line."""
    left = TimeLeft()
    first = list(as_lines(None, Snapshot((RUNNING,)), left, 0))
    assert first == [
        "ubuntu/1.0.0 West US: Replicating 50 %",
        "ubuntu/1.0.0 East US 2: Unknown 0 %",
        "ubuntu/1.0.0: Creating",
    ]
    assert list(as_lines(Snapshot((RUNNING,)), Snapshot((RUNNING,)), left, 1)) == []


def test_bars_fit_a_terminal() -> None:
    """Each region has a bar, and trouble is told below."""
    console = Console(width=100, force_terminal=True, color_system=None, record=True)
    console.print(as_bars(Snapshot((RUNNING,), "no connection"), TimeLeft(), 0))
    lines = console.export_text().splitlines()
    assert ["West US" in line and "━" in line for line in lines].count(True) == 1
    assert lines[-1] == "no connection"


def run(answers: list[VersionProgress | GalleryError], pace: Pace) -> tuple[list[Snapshot], list[float]]:
    """Run the loop on prepared answers, with a clock that only moves when it sleeps."""
    slept: list[float] = []
    looks: Iterator[VersionProgress | GalleryError] = iter(answers)

    def look() -> tuple[VersionProgress, ...]:
        answer = next(looks)
        if isinstance(answer, GalleryError):
            raise answer
        return (answer,)

    clock: Callable[[], float] = lambda: sum(slept)  # noqa: E731 a clock is one expression
    return list(watched(look, pace, clock, slept.append)), slept


def test_outage_is_told_and_waited_out_ever_more_slowly() -> None:
    """What was seen last stays in sight, and the pauses grow up to a minute."""
    snapshots, slept = run([RUNNING, *[AWAY] * 6, DONE], Pace(interval=5))
    assert slept == [5, 5, 10, 20, 40, 60, 60]
    assert {snapshot.trouble for snapshot in snapshots[1:-1]} == {str(AWAY)}
    assert all(snapshot.versions == (RUNNING,) for snapshot in snapshots[:-1])
    assert snapshots[-1].status is ExitStatus.DONE


def test_outage_beyond_the_patience_ends_it() -> None:
    """The error of the last look is raised."""
    with pytest.raises(GalleryError) as raised:
        run([RUNNING, *[AWAY] * 20], Pace(interval=5, patience=100))
    assert raised.value.status is ExitStatus.UNREACHABLE


@pytest.mark.parametrize("status", [ExitStatus.FORBIDDEN, ExitStatus.NOT_FOUND, ExitStatus.SIGN_IN])
def test_what_does_not_pass_ends_it_at_once(status: ExitStatus) -> None:
    """A missing role, a missing version and a refused sign-in are not waited out."""
    with pytest.raises(GalleryError):
        run([GalleryError("no", status), DONE], Pace())
