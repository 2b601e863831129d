"""What is measured: a gallery with definitions and versions, written by hand and as components.

Both programs declare the same resources in Azure: each version is made from one snapshot, goes to three regions of
Azure China with two replicas in each, and has two tags. A snapshot may serve many versions at once, so nothing waits
for anything but its definition. A third program has rows of versions that wait for each other.
"""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["PROGRAMS", "ROWS", "SOURCE", "Estate"]

PROGRAMS = {name: Path(__file__).with_name("programs") / name for name in ("raw", "components")}
"""The programs that are measured beside each other, by the name that tables give them."""

ROWS = Path(__file__).with_name("programs") / "rows"
"""Definitions whose versions are made from one managed image each, and so one after the other."""

COMPUTE = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/image-rg/providers/Microsoft.Compute"
SOURCE = f"{COMPUTE}/snapshots/bench"
"""What versions are made from; in rows each definition has an image of its own beside it."""


@dataclass(frozen=True, slots=True)
class Estate:
    """The size of an estate: one gallery, and in it definitions of so many versions each."""

    definitions: int
    versions: int

    def __str__(self) -> str:
        """Return the size as tables name it."""
        return f"{self.definitions}x{self.versions}"

    @property
    def resources(self) -> int:
        """The number of resources in Azure."""
        return 1 + self.definitions * (1 + self.versions)

    def images(self) -> list[str]:
        """Return the ids of the managed images that the rows are made from."""
        return [f"{COMPUTE}/images/bench-d{d}" for d in range(self.definitions)]

    def variables(self, gallery: str, more: int = 0) -> dict[str, str]:
        """Return what the programs read; `more` versions come to the first definition."""
        return {
            "BENCH_GALLERY": gallery,
            "BENCH_DEFINITIONS": str(self.definitions),
            "BENCH_VERSIONS": str(self.versions),
            "BENCH_MORE": str(more),
            "BENCH_SOURCE": SOURCE,
            "BENCH_IMAGES": " ".join(self.images()),
        }
