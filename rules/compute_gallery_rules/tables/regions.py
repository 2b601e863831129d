"""Regions and their two spellings: "China East 2" and chinaeast2 are one region."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from compute_gallery_rules.tables import region_table
from compute_gallery_rules.values.suggestions import suggestion

__all__ = ["REGIONS", "Cloud", "Region", "region_display_name", "region_name", "region_suggestion"]


class Cloud(Enum):
    """The Azure cloud that a region belongs to, under azure-native's names of its environments."""

    CHINA = "china"
    PUBLIC = "public"
    US_GOVERNMENT = "usgovernment"


@dataclass(frozen=True, slots=True)
class Region:
    """One region."""

    name: str
    """The canonical name, such as "chinaeast2"."""
    display_name: str
    """The name that Azure gives back, such as "China East 2"."""
    cloud: Cloud
    has_availability_zones: bool
    """Whether the region is known to have availability zones; False also where nobody has told."""


def region_name(region: str) -> str:
    """Return the canonical spelling of a region: lower case without white space, whether or not the region is known."""
    return "".join(region.split()).lower()


def _names(listed: str) -> list[str]:
    return [" ".join(name.split()) for name in listed.split(",")]


def _table() -> dict[str, Region]:
    with_zones = frozenset(_names(region_table.WITH_ZONES))
    clouds = {
        Cloud.PUBLIC: region_table.PUBLIC,
        Cloud.CHINA: region_table.CHINA,
        Cloud.US_GOVERNMENT: region_table.US_GOVERNMENT,
    }
    return {
        region_name(name): Region(region_name(name), name, cloud, name in with_zones)
        for cloud, listed in clouds.items()
        for name in _names(listed)
    }


REGIONS: Final[Mapping[str, Region]] = MappingProxyType(_table())
"""The known regions by canonical name."""


def region_display_name(region: str) -> str | None:
    """Return the display name of a region in either spelling; None for a region that is not in the table."""
    known = REGIONS.get(region_name(region))
    return known.display_name if known else None


def region_suggestion(region: str) -> str | None:
    """Return the display name of the known region whose name is nearest to an unknown one, or None."""
    nearest = suggestion(region_name(region), REGIONS)
    return region_display_name(nearest) if nearest else None
