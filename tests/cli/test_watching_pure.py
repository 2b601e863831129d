"""Snapshots, estimates and the loop, without a network."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from compute_gallery_cli.estimates import estimates
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.replication import Outcome, VersionProgress, progress_of
from compute_gallery_cli.time_left import TimeLeft, in_words
from compute_gallery_cli.watch_lines import as_json, as_lines, summary_line
from compute_gallery_cli.watch_view import WatchView
from compute_gallery_cli.watched_versions import Look
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
        json.dumps(as_json(snapshot, estimates(snapshot, TimeLeft(), 0)))


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
    first = list(as_lines(None, Snapshot((RUNNING,)), {}))
    assert first == [
        "ubuntu/1.0.0 West US: Replicating 50 %",
        "ubuntu/1.0.0 East US 2: Waiting 0 %",
        "ubuntu/1.0.0: Creating",
    ]
    assert list(as_lines(Snapshot((RUNNING,)), Snapshot((RUNNING,)), {})) == []


def drawn(snapshot: Snapshot, width: int, height: int) -> list[str]:
    """Draw a snapshot on a terminal of a size."""
    console = Console(width=width, height=height, force_terminal=True, color_system=None, record=True)
    console.print(WatchView(snapshot, {"ubuntu/1.0.0": 90}))
    return [line.rstrip() for line in console.export_text().splitlines()]


def test_bars_fit_a_terminal() -> None:
    """Each region has a bar, what is left is told, and trouble below."""
    lines = drawn(Snapshot((RUNNING,), "no connection"), 100, 24)
    assert ["West US" in line and "━" in line for line in lines].count(True) == 1
    assert lines[0].endswith("0/2 regions, 2 min left")
    assert lines[-1] == "no connection"


MANY = Snapshot(tuple(replace(RUNNING, version=f"{number}.0.0") for number in range(40)))
LONG = Snapshot((replace(RUNNING, definition="windows-server-2022-datacenter-azure-edition-hotpatch"),))


@pytest.mark.parametrize("snapshot", [MANY, LONG, Snapshot(()), Snapshot((RUNNING,), "trouble " * 20)])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (45, 15), (30, 8), (12, 3), (200, 200)])
def test_whatever_there_is_fits_the_terminal(snapshot: Snapshot, width: int, height: int) -> None:
    """No line is wider than the terminal, and what does not fit is summed up."""
    lines = drawn(snapshot, width, height)
    assert all(len(line) <= width for line in lines)
    if height > 10:
        assert len(lines) < height


def test_many_versions_are_summed_up() -> None:
    """With 40 versions on 24 lines there is a total, a bar for each that fits, and the number of the others."""
    lines = drawn(MANY, 80, 24)
    assert lines[0].startswith("40 versions ")
    assert lines[-1].startswith("and 20 more ")
    assert sum(line.startswith("ubuntu/") for line in lines) == 20
    assert summary_line(Snapshot((DONE,) * 40)) == "Replicated: 40 versions."


def test_number_of_a_long_name_stays_in_sight() -> None:
    """Where a name is cut, the version is not."""
    assert drawn(LONG, 60, 24)[0].split("  ")[0].endswith("…/1.0.0")


def run(answers: list[VersionProgress | GalleryError], pace: Pace) -> tuple[list[Snapshot], list[float]]:
    """Run the loop on prepared answers, with a clock that only moves when it sleeps."""
    slept: list[float] = []
    looks: Iterator[VersionProgress | GalleryError] = iter(answers)
    seen: list[VersionProgress] = []

    def look() -> Look:
        answer = next(looks)
        if isinstance(answer, GalleryError):
            return Look(tuple(seen), answer, is_answered=False)
        seen[:] = [answer]
        return Look(tuple(seen))

    clock: Callable[[], float] = lambda: sum(slept)  # noqa: E731 a clock is one expression
    return list(watched(look, pace, clock, slept.append)), slept


def test_outage_is_told_and_waited_out_ever_more_slowly() -> None:
    """What was seen last stays in sight, and the pauses grow up to a minute."""
    snapshots, slept = run([RUNNING, *[AWAY] * 6, DONE], Pace(interval=5))
    assert slept == [5, 5, 10, 20, 40, 60, 60]
    assert [snapshot.trouble for snapshot in snapshots[1:3]] == [f"{AWAY} Next look in {s} s." for s in (5, 10)]
    assert all(snapshot.versions == (RUNNING,) for snapshot in snapshots[:-1])
    assert snapshots[-1].status is ExitStatus.DONE


def test_throttling_azure_is_left_alone_for_as_long_as_it_asks() -> None:
    """Retry-After goes before the growing pauses where it is longer, and is no floor where it is shorter."""
    throttled = [GalleryError("throttled", ExitStatus.UNREACHABLE, seconds) for seconds in (130.0, 1.0)]
    snapshots, slept = run([RUNNING, *throttled, DONE], Pace(interval=5))
    assert slept == [5, 130, 10]
    assert snapshots[1].trouble == "throttled Next look in 2 min."


def test_answers_in_between_are_no_outage() -> None:
    """While Azure answers for some of the versions, the patience does not run out."""
    looks = iter([*[Look((RUNNING,), AWAY)] * 30, Look((DONE,))])
    slept: list[float] = []
    snapshots = list(watched(lambda: next(looks), Pace(interval=5, patience=100), lambda: sum(slept), slept.append))
    assert sum(slept) > 1000
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
