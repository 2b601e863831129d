"""A version's own region, added to those it is replicated to."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import TARGET_REGIONS, source_region_included
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import region_display_name
from compute_gallery_rules.team.change import Change
from compute_gallery_rules.values.inputs import Inputs, read

__all__ = ["add_home_region"]


def add_home_region(inputs: Inputs, context: Context) -> Iterator[Change]:
    """Add the version's own region at the end of the list, with the version's own replicas and storage.

    Only a region that is known is added: a misspelt location is the user's to mend.
    """
    location = inputs.get("location")
    display = region_display_name(location) if isinstance(location, str) else None
    regions = read(inputs, TARGET_REGIONS)
    if display and isinstance(regions, list | tuple) and any(source_region_included(inputs, context)):
        yield Change(("publishingProfile", "targetRegions", len(regions)), {"name": display})
