"""What is known of the regions that a declaration names: whether they exist, have zones, and lie in one cloud."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.replication import TARGET_REGIONS, destinations
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import REGIONS, region_name, region_suggestion
from compute_gallery_rules.tables.storage_types import ZONE_REDUNDANT, canonical_storage_account_type
from compute_gallery_rules.values.inputs import Inputs, entries, read, text

__all__ = ["region_known", "region_named", "regions_one_cloud", "zone_redundancy"]

NAME_ALLOWED = 'the name of an Azure region, such as "China East 2" or "chinaeast2"'


def region_known(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of a region that is not in the table: mistyped, or newer than the table (S26).

    Source: Azure's troubleshooting page, "The provided location <region> is not available for resource type".
    """
    for path, value in _regions(inputs):
        name = text(value)
        if isinstance(name, str) and region_name(name) not in REGIONS:
            meant = region_suggestion(name)
            yield Problem(
                path,
                name,
                "is a region that is not known here",
                "a region of Azure, Azure China or Azure Government",
                f'"{meant}", if that was meant' if meant else None,
                Severity.WARNING,
            )


def region_named(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that each target region and edge zone has a name, and that a location is none that is empty.

    Source: Azure's gallery.json (a target region's name is required). Without a location the resource group's counts.
    """
    for path, value in _regions(inputs):
        if text(value) is None and not (value is None and path == "location"):
            problem = "is missing" if value is None else "is no name of a region"
            yield Problem(path, value, problem, NAME_ALLOWED)


def regions_one_cloud(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that all regions lie in one cloud: Azure China, Azure Government and public Azure share no resources (S26).

    Source: Azure's documentation of its clouds; a subscription belongs to one of them.
    """
    first: tuple[str, str] | None = None
    for path, value in _regions(inputs):
        known = REGIONS.get(region_name(value)) if isinstance(value, str) else None
        if not known:
            continue
        cloud = known.cloud.value
        if first is None:
            first = known.display_name, cloud
        elif cloud != first[1]:
            problem = f"is in the cloud {cloud}, while {first[0]} is in the cloud {first[1]}"
            yield Problem(path, value, problem, "regions of one cloud", "a second stack for the other cloud")


def zone_redundancy(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of zone-redundant storage in a region that is not known to have availability zones.

    Source: Azure's troubleshooting page, "ZRS storage account type is not supported in this region". It is a warning
    because regions gain zones, and because the source document itself asks for it in China North.
    """
    for path, region in entries(inputs, TARGET_REGIONS):
        name = text(read(region, "name"))
        own = read(region, "storageAccountType")
        storage = read(inputs, "publishingProfile.storageAccountType") if own is None else own
        if not isinstance(name, str) or not isinstance(storage, str):
            continue
        known = REGIONS.get(region_name(name))
        if canonical_storage_account_type(storage) == ZONE_REDUNDANT and known and not known.has_availability_zones:
            yield Problem(
                f"{path}.storageAccountType",
                storage,
                f"needs availability zones, which {known.display_name} is not known to have",
                f"{ZONE_REDUNDANT} in a region with availability zones",
                "Standard_LRS or Premium_LRS",
                Severity.WARNING,
            )


def _regions(inputs: Inputs) -> Iterator[tuple[str, object]]:
    yield "location", inputs.get("location")
    for path, region in destinations(inputs):
        if isinstance(region, Mapping) or (region is None and path.startswith(TARGET_REGIONS)):
            yield f"{path}.name", read(region, "name")  # Of an edge zone that is null, its own rule says so.
