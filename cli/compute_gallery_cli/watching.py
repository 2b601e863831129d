"""Looking at versions until their replication has ended, through throttling and cut connections."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.gallery_client import GalleryClient
from compute_gallery_cli.replication import Outcome, VersionProgress, gone, progress_of

__all__ = ["Pace", "Snapshot", "WatchedVersions", "watched"]

LIST_EVERY = 6
"""Looks between two lists of all versions: new ones join, at a price of one request for each definition."""
PASSES = frozenset({ExitStatus.UNREACHABLE, ExitStatus.SIGN_IN})
"""Failures that may pass once it has worked: a token that ended in between is one of them."""
LONGEST_PAUSE = 60.0


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
    """Why there was nothing new to see: the connection, or nothing has begun yet."""

    @property
    def is_ended(self) -> bool:
        """Whether nothing is running any more."""
        return all(version.outcome is not Outcome.RUNNING for version in self.versions)

    @property
    def status(self) -> ExitStatus:
        """The exit status that follows from the outcome."""
        failed = any(version.outcome is Outcome.FAILED for version in self.versions)
        return ExitStatus.FAILED if failed else ExitStatus.DONE


@dataclass
class WatchedVersions:
    """The versions that are looked at: the one that is named, or all that are running."""

    client: GalleryClient
    resource_group: str
    gallery: str
    definition: str | None = None
    version: str | None = None
    _seen: dict[tuple[str, str], VersionProgress] = field(default_factory=dict)
    _looks: "itertools.count[int]" = field(default_factory=itertools.count)

    def look(self) -> tuple[VersionProgress, ...]:
        """Return how far each is. Raises GalleryError."""
        wanted = list(self._seen)
        if self.definition and self.version:
            wanted = [(self.definition, self.version)]
        elif next(self._looks) % LIST_EVERY == 0 or not wanted:
            wanted += [name for name in self._running() if name not in self._seen]
        for name in wanted:
            last = self._seen.get(name)
            if last is None or last.outcome is Outcome.RUNNING:
                self._seen[name] = self._one(*name)
        return tuple(self._seen.values())

    def _one(self, definition: str, version: str) -> VersionProgress:
        """Return how far one version is; of one that was there and no longer is, that."""
        try:
            found = self.client.version(self.resource_group, self.gallery, definition, version)
        except GalleryError as error:
            last = self._seen.get((definition, version))
            if error.status is not ExitStatus.NOT_FOUND or last is None:
                raise
            return gone(definition, version, last)
        return progress_of(definition, found)

    def _running(self) -> Iterator[tuple[str, str]]:
        """Yield the versions that are being replicated."""
        names = [self.definition] if self.definition else []
        if not names:
            names = [str(each["name"]) for each in self.client.definitions(self.resource_group, self.gallery)]
        for name, versions in self.client.versions_of(self.resource_group, self.gallery, names).items():
            for each in versions:
                if progress_of(name, each).provisioning_state in {"Creating", "Updating"}:
                    yield name, str(each["name"])


def watched(
    look: Callable[[], tuple[VersionProgress, ...]],
    pace: Pace,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> Iterator[Snapshot]:
    """Yield one snapshot after the other until all has ended.

    Raises GalleryError where Azure does not answer for longer than the patience, or says no.
    """
    begun, failures, answered = clock(), 0, clock()
    last: tuple[VersionProgress, ...] = ()
    while True:
        try:
            last = look()
        except GalleryError as error:
            now = clock()
            if error.status is ExitStatus.NOT_FOUND and not last and now - begun < pace.start:
                yield Snapshot(last, f"waiting for it to begin: {error}")
                sleep(pace.interval)
                continue
            may_pass = error.status is ExitStatus.UNREACHABLE or (error.status in PASSES and last and failures < 3)  # noqa: PLR2004 a token that stays refused is refused
            if not may_pass or now - answered >= pace.patience:
                raise
            failures += 1
            yield Snapshot(last, str(error))
            sleep(min(LONGEST_PAUSE, pace.interval * 2 ** (failures - 1)))
            continue
        failures, answered = 0, clock()
        snapshot = Snapshot(last)
        is_awaited = not last and clock() - begun < pace.start
        yield Snapshot(last, "nothing is being replicated yet") if is_awaited else snapshot
        if snapshot.is_ended and not is_awaited:
            return
        sleep(pace.interval)
