"""How far the replication of a version is, as Azure's ReplicationStatus tells it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from compute_gallery_rules import region_display_name, region_name

__all__ = ["Outcome", "RegionProgress", "VersionProgress", "gone", "progress_of"]

COMPLETED = "Completed"
FAILED = "Failed"
UNKNOWN = "Unknown"
ENDED = frozenset({"Succeeded", "Failed", "Canceled"})
WHOLE = 100


class Outcome(Enum):
    """How the replication of a version ended."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RegionProgress:
    """One region."""

    name: str
    """The canonical name."""
    state: str
    """Azure's word: Unknown (not begun), Replicating, Completed, Failed."""
    progress: int
    """0 to 100."""
    details: str = ""
    """What went wrong, where something did."""

    @property
    def title(self) -> str:
        """The display name."""
        return region_display_name(self.name) or self.name

    @property
    def word(self) -> str:
        """The state for a person: Azure says Unknown of a region whose turn has not come."""
        return "Waiting" if self.state == UNKNOWN else self.state


@dataclass(frozen=True, slots=True)
class VersionProgress:
    """One version."""

    definition: str
    version: str
    provisioning_state: str
    """Azure's word: Creating, Updating, Succeeded, Failed, Deleting; Deleted where it is no longer there."""
    regions: tuple[RegionProgress, ...]

    @property
    def name(self) -> str:
        """Definition and number."""
        return f"{self.definition}/{self.version}"

    @property
    def progress(self) -> float:
        """The mean of the regions, 0 to 100."""
        if not self.regions:
            return 0.0
        return sum(region.progress for region in self.regions) / len(self.regions)

    @property
    def outcome(self) -> Outcome:
        """Running until Azure says that the version is ready; regions that failed fail it."""
        if self.provisioning_state in {"Failed", "Canceled", "Deleting", "Deleted"}:
            return Outcome.FAILED
        if self.provisioning_state not in ENDED:
            return Outcome.RUNNING
        if any(region.state == FAILED for region in self.regions):
            return Outcome.FAILED
        is_done = all(region.state == COMPLETED for region in self.regions)
        return Outcome.DONE if is_done else Outcome.RUNNING


def progress_of(definition: str, resource: Mapping[str, Any]) -> VersionProgress:
    """Read a version, with or without its replication status."""
    properties = mapping(resource.get("properties"))
    status = mapping(properties.get("replicationStatus"))
    return VersionProgress(
        definition,
        str(resource.get("name", "")),
        str(properties.get("provisioningState", "Unknown")),
        tuple(regions_of(status)),
    )


def gone(definition: str, version: str, last: VersionProgress | None) -> VersionProgress:
    """Return the state of a version that was deleted while it was watched."""
    return VersionProgress(definition, version, "Deleted", last.regions if last else ())


def regions_of(status: Mapping[str, Any]) -> Iterator[RegionProgress]:
    """Read the regions, in Azure's order."""
    summary = status.get("summary")
    for each in summary if isinstance(summary, list) else []:
        if isinstance(each, Mapping) and isinstance(each.get("region"), str):
            state = str(each.get("state", "Unknown"))
            yield RegionProgress(
                region_name(each["region"]), state, percent(each, state), str(each.get("details") or "")
            )


def percent(region: Mapping[str, Any], state: str) -> int:
    """Read a region's progress; what Azure leaves out follows from the state."""
    progress = region.get("progress")
    if state == COMPLETED or not isinstance(progress, int | float) or isinstance(progress, bool):
        return WHOLE if state == COMPLETED else 0
    return max(0, min(WHOLE, int(progress)))


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}
