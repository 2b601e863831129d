"""The versions that are watched, and one look at them all."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.gallery_client import GalleryClient, at_once
from compute_gallery_cli.replication import Outcome, VersionProgress, gone, progress_of
from compute_gallery_cli.selection import FoundGallery, found_definition, found_gallery
from compute_gallery_rules import printable

__all__ = ["Look", "WatchedVersions"]

LIST_EVERY = 6
"""Looks between two lists of all versions: new ones join, at a price of one request for each definition."""
RUNNING = frozenset({"Creating", "Updating"})
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen, and what could not be."""

    versions: tuple[VersionProgress, ...]
    failure: GalleryError | None = None
    """Why not all was seen; the worst reason, where there are several."""
    is_answered: bool = True
    """Whether Azure answered anything at all."""


@dataclass
class WatchedVersions:
    """The versions that are looked at: the one that is named, or all that are running."""

    client: GalleryClient
    definition: str | None = None
    version: str | None = None
    _gallery: FoundGallery | None = None
    _seen: dict[Name, VersionProgress] = field(default_factory=dict)
    _looks: "itertools.count[int]" = field(default_factory=itertools.count)

    def look(self) -> Look:
        """Look at all that is running. What cannot be seen stays as it was seen last."""
        if self.definition and self.version:
            return self._looked_at([(self.definition, self.version)])
        is_listed = next(self._looks) % LIST_EVERY == 0 or not self._running()
        seen = self._listed() if is_listed else self._looked_at(self._running())
        # The last of those that were known has ended: others may have begun since they were listed.
        return seen if is_listed or seen.failure or self._running() else self._listed()

    def _listed(self) -> Look:
        """Look at all that runs now, the new ones among them."""
        try:
            # A list does not tell the regions; but one whose regions cannot be had now is not forgotten.
            self._seen |= {name: version for name, version in self._found() if name not in self._seen}
        except GalleryError as error:
            return Look(tuple(self._seen.values()), error, is_answered=False)
        return self._looked_at(self._running())

    def _looked_at(self, names: list[Name]) -> Look:
        """Look at some versions, at the same time."""
        failures: list[GalleryError] = []
        for name, found in zip(names, at_once(self._one, names), strict=True):
            if isinstance(found, GalleryError):
                failures.append(found)
            else:
                self._seen[name] = found
        worst = max(failures, key=severity, default=None)
        return Look(tuple(self._seen.values()), worst, is_answered=not failures or len(failures) < len(names))

    def _one(self, name: Name) -> VersionProgress | GalleryError:
        """Return how far one version is, or why that is not known; of one that was there and no longer is, that."""
        definition, version = name
        try:
            group, gallery = self._place()
            return progress_of(definition, self.client.version(group, gallery, definition, version))
        except GalleryError as error:
            if error.status is not ExitStatus.NOT_FOUND:
                return error
            return gone(definition, version, self._seen[name]) if name in self._seen else self._missing(name, error)

    def _missing(self, name: Name, error: GalleryError) -> GalleryError:
        """Return the error of a version that is not there, which names what is missing: the definition or the number.

        Where the gallery itself is missing, `error` says so already.
        """
        if self._gallery is None:
            return error
        definition, version = name
        try:
            found_definition(self.client, self._gallery, definition)
        except GalleryError as told:
            return told
        text = f"version {printable(version)} of {definition} does not exist in gallery {self._gallery.name}."
        return GalleryError(text, ExitStatus.NOT_FOUND)

    def _place(self) -> tuple[str, str]:
        """Return the resource group and the name of the gallery, which may not be there at first."""
        self._gallery = self._gallery or found_gallery(self.client)
        return self._gallery.resource_group, self._gallery.name

    def _running(self) -> list[Name]:
        """Return the versions that had not ended when they were seen last."""
        return [name for name, version in self._seen.items() if version.outcome is Outcome.RUNNING]

    def _found(self) -> Iterator[tuple[Name, VersionProgress]]:
        """Yield the versions that Azure is replicating."""
        group, gallery = self._place()
        if self.definition and self._gallery:
            names = [found_definition(self.client, self._gallery, self.definition)]
        else:
            names = [str(each["name"]) for each in self.client.definitions(group, gallery)]
        for name, versions in self.client.versions_of(group, gallery, names).items():
            for version in (progress_of(name, each) for each in versions):
                if version.provisioning_state in RUNNING:
                    yield (name, version.version), version


def severity(failure: GalleryError) -> tuple[bool, float]:
    """Order failures: what does not pass goes before what does, and of those the one that takes longest."""
    return failure.status is not ExitStatus.UNREACHABLE, failure.retry_after or 0.0
