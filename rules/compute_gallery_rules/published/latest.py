"""Which version "latest" means in each region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.versions import ImageVersionNumber

__all__ = ["PublishedVersion", "latest_version"]


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """What decides whether a version can be the latest of a region."""

    number: ImageVersionNumber
    regions: Mapping[str, bool]
    """The regions that hold it, in either spelling, each with whether it is excluded from latest there."""
    excluded_from_latest: bool = False
    """Excluded everywhere."""
    end_of_life: datetime | None = None
    """When it should no longer be used, with a time zone; None where it has no end."""


def latest_version(
    versions: Iterable[PublishedVersion], *, today: datetime | None = None
) -> dict[str, PublishedVersion]:
    """Return the latest version of each region, by canonical region name in alphabetical order.

    The latest has the highest major, then minor, then patch number (Azure's page "Store and share images in an Azure
    Compute Gallery"), in numbers and not in letters, among those that the region holds and that are not excluded there
    or everywhere. Regions without such a version are left out. Of two with one number the first given stays.

    With `today` versions past their end of life are passed over: that is which image a team should use. Without it the
    answer is Azure's own, which keeps serving a version as the latest after its end of life.
    """
    latest: dict[str, PublishedVersion] = {}
    for version in versions:
        if version.excluded_from_latest or (today and version.end_of_life and version.end_of_life <= today):
            continue
        for region, excluded in version.regions.items():
            name = region_name(region)
            if not excluded and (name not in latest or latest[name].number < version.number):
                latest[name] = version
    return dict(sorted(latest.items()))
