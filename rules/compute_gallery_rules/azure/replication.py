"""Where a version goes: its target regions, how many replicas each holds, and on which storage."""

from collections.abc import Iterator

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import region_display_name, region_name
from compute_gallery_rules.tables.storage_types import (
    EDGE_ZONE_STORAGE_ACCOUNT_TYPES,
    STORAGE_ACCOUNT_TYPES,
    canonical_storage_account_type,
)
from compute_gallery_rules.tables.target_regions import MAX_REPLICA_COUNT, MIN_REPLICA_COUNT
from compute_gallery_rules.values.inputs import Inputs, entries, integer, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = [
    "DEFAULT_COUNT",
    "EXTENDED_LOCATIONS",
    "TARGET_REGIONS",
    "destinations",
    "effective_replicas",
    "regions_unique",
    "replica_count",
    "source_region_included",
    "storage_type",
]

TARGET_REGIONS = "publishingProfile.targetRegions"
EXTENDED_LOCATIONS = "publishingProfile.targetExtendedLocations"
DEFAULT_COUNT = "publishingProfile.replicaCount"
REPLICAS_ALLOWED = f"a whole number from {MIN_REPLICA_COUNT} to {MAX_REPLICA_COUNT}"


def destinations(inputs: Inputs) -> Iterator[tuple[str, object]]:
    """Yield the path and the value of each place that a version goes to: its target regions, then its edge zones."""
    yield from entries(inputs, TARGET_REGIONS)
    yield from entries(inputs, EXTENDED_LOCATIONS)


def effective_replicas(inputs: Inputs, region: object) -> object:
    """Return how many replicas a target region has: its own count, or the version's."""
    own = read(region, "regionalReplicaCount")
    return integer(read(inputs, DEFAULT_COUNT) if own is None else own)


def source_region_included(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that the version's own region is one of its target regions (S21).

    Source: recorded from Azure, "Gallery image version publishing profile regions 'westus2, eastus2' must contain the
    location of image version 'West US'". Without a list Azure takes the location alone, and without a location the
    resource group's counts, so neither is judged. An edge zone does not stand for its region.
    """
    location = text(inputs.get("location"))
    regions = read(inputs, TARGET_REGIONS)
    if not isinstance(location, str) or not isinstance(regions, list | tuple):
        return
    names = [name for region in regions if isinstance(name := text(read(region, "name")), str)]
    if len(names) < len(regions):
        return  # What is not known yet may be the version's region, and what has no name is another rule's.
    targets = {region_name(name): name for name in names}
    if region_name(location) in targets:
        return
    meant = None if region_display_name(location) else suggestion(region_name(location), targets)
    yield Problem(
        TARGET_REGIONS,
        ", ".join(names) or regions,
        f"does not contain the version's own region {printable(location)}",
        "a list of regions that contains the location of the version",
        f"the location {printable(meant)}" if meant else f"a target region {printable(location)} as well",
    )


def regions_unique(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that no region is listed twice, in whatever spelling (S20).

    Source: Azure's troubleshooting page, "Duplicate regions are not allowed in target publishing regions".
    """
    seen: dict[str, str] = {}
    for path, region in entries(inputs, TARGET_REGIONS):
        name = text(read(region, "name"))
        if isinstance(name, str) and (first := seen.setdefault(region_name(name), path)) != path:
            problem = f"is the same region as {first}"
            yield Problem(f"{path}.name", name, problem, "each region once", "one entry for this region")


def replica_count(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check each replica count, and warn where they add up to more than a version can have (S18).

    Sources: Azure's page on galleries, "maximum 100 replicas per image version"; its troubleshooting page, "out of
    range. The value must be between <min> and <max>, inclusive".
    """
    total = 0
    for path, value, held in _replica_counts(inputs):
        count = integer(value)
        total += held if isinstance(held, int) and 0 < held <= MAX_REPLICA_COUNT else 0
        if value is None or count is UNKNOWN:
            continue
        if count is None:
            yield Problem(path, value, "is no whole number", REPLICAS_ALLOWED)
        elif not MIN_REPLICA_COUNT <= count <= MAX_REPLICA_COUNT:
            nearest = str(min(max(count, MIN_REPLICA_COUNT), MAX_REPLICA_COUNT))
            yield Problem(path, value, "is out of range", REPLICAS_ALLOWED, nearest)
    if total > MAX_REPLICA_COUNT:
        yield Problem(
            TARGET_REGIONS,
            total,
            "replicas in all places together are more than Azure documents for one version",
            f"at most {MAX_REPLICA_COUNT} replicas of a version",
            severity=Severity.WARNING,
        )


def storage_type(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check each storage account type, in any casing (S19).

    Source: Azure's gallery.json, StorageAccountType and EdgeZoneStorageAccountType. StandardSSD_LRS is for edge zones
    only.
    """
    for path, value, allowed in _storage_types(inputs):
        if value is None or value is UNKNOWN:
            continue
        if not isinstance(value, str) or not canonical_storage_account_type(value, allowed):
            meant = suggestion(value, allowed) if isinstance(value, str) else None
            yield Problem(path, value, "is no storage account type of images", ", ".join(allowed), meant)


def _replica_counts(inputs: Inputs) -> Iterator[tuple[str, object, object]]:
    """Yield the path and the value of each count, and the number of replicas that are held there."""
    yield DEFAULT_COUNT, read(inputs, DEFAULT_COUNT), None
    for path, region in entries(inputs, TARGET_REGIONS):
        field = "regionalReplicaCount"
        yield f"{path}.{field}", read(region, field), effective_replicas(inputs, region)
        for inner, replicas in entries(region, "additionalReplicaSets"):
            value = read(replicas, field)
            yield f"{path}.{inner}.{field}", value, integer(value)
    for path, zone in entries(inputs, EXTENDED_LOCATIONS):
        value = read(zone, "extendedLocationReplicaCount")
        yield f"{path}.extendedLocationReplicaCount", value, integer(value)


def _storage_types(inputs: Inputs) -> Iterator[tuple[str, object, tuple[str, ...]]]:
    field = "storageAccountType"
    yield f"publishingProfile.{field}", read(inputs, f"publishingProfile.{field}"), STORAGE_ACCOUNT_TYPES
    for path, region in entries(inputs, TARGET_REGIONS):
        yield f"{path}.{field}", read(region, field), STORAGE_ACCOUNT_TYPES
        for inner, replicas in entries(region, "additionalReplicaSets"):
            yield f"{path}.{inner}.{field}", read(replicas, field), STORAGE_ACCOUNT_TYPES
    for path, zone in entries(inputs, EXTENDED_LOCATIONS):
        yield f"{path}.{field}", read(zone, field), EDGE_ZONE_STORAGE_ACCOUNT_TYPES
