"""Looking until a replication has ended, through throttling and cut connections."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.replication import Outcome, VersionProgress
from compute_gallery_cli.time_left import in_words
from compute_gallery_cli.watched_versions import Look

__all__ = ["Pace", "Snapshot", "watched"]

LONGEST_PAUSE = 60.0
SIGN_INS = 3
"""Looks in a row at which a token may be refused that was taken before: one that stays refused is refused."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look, and how long to bear with it; all in seconds."""

    interval: float = 5.0
    """Between two looks."""
    patience: float = 900.0
    """How long Azure may not answer."""
    start: float = 0.0
    """How long to wait for a version that is not there yet."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was seen in one look."""

    versions: tuple[VersionProgress, ...]
    trouble: str = ""
    """Why there was not all to see: the connection, or nothing has begun yet."""

    @property
    def is_ended(self) -> bool:
        """Whether nothing is running any more."""
        return all(version.outcome is not Outcome.RUNNING for version in self.versions)

    @property
    def status(self) -> ExitStatus:
        """The exit status that follows from the outcome."""
        failed = any(version.outcome is Outcome.FAILED for version in self.versions)
        return ExitStatus.FAILED if failed else ExitStatus.DONE


def watched(
    look: Callable[[], Look], pace: Pace, clock: Callable[[], float], sleep: Callable[[float], None]
) -> Iterator[Snapshot]:
    """Yield one snapshot after the other until all has ended.

    Raises GalleryError where Azure does not answer for longer than the patience, or says no.
    """
    begun = answered = clock()
    failures = sign_ins = 0
    while True:
        seen = look()
        is_awaited = not seen.versions and clock() - begun < pace.start
        answered = clock() if seen.is_answered else answered
        if seen.failure is None:
            failures = sign_ins = 0
            snapshot = Snapshot(seen.versions, "waiting: nothing is being replicated yet" if is_awaited else "")
            pause = pace.interval
        elif is_awaited and seen.failure.status is ExitStatus.NOT_FOUND:
            snapshot, pause = Snapshot((), f"waiting for it to begin: {seen.failure}"), pace.interval
        else:
            sign_ins = sign_ins + 1 if seen.failure.status is ExitStatus.SIGN_IN else 0
            if not may_pass(seen, sign_ins) or clock() - answered >= pace.patience:
                raise seen.failure
            failures += 1
            pause = pause_after(seen.failure, failures, pace)
            snapshot = Snapshot(seen.versions, f"{seen.failure} Next look in {in_words(pause)}.")
        yield snapshot
        if seen.failure is None and snapshot.is_ended and not is_awaited:
            return
        sleep(pause)


def may_pass(seen: Look, sign_ins: int) -> bool:
    """Tell whether to look again: at what passes by itself, and at a token that ended in between."""
    status = seen.failure.status if seen.failure else ExitStatus.DONE
    is_token = status is ExitStatus.SIGN_IN and bool(seen.versions) and sign_ins <= SIGN_INS
    return status is ExitStatus.UNREACHABLE or is_token


def pause_after(failure: GalleryError, failures: int, pace: Pace) -> float:
    """Return how long to leave Azure alone: ever longer, and never less than it asks for."""
    growing: float = min(LONGEST_PAUSE, pace.interval * 2 ** min(failures - 1, 10))
    return max(growing, failure.retry_after or 0.0)
