"""Where a version goes: its target regions, how many replicas each holds, and on which storage."""

from collections.abc import Iterator, Mapping

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
    "EXTENDED_LOCATIONS",
    "TARGET_REGIONS",
    "regions_unique",
    "replica_count",
    "shallow",
    "source_region_included",
    "storage_type",
]

TARGET_REGIONS = "publishingProfile.targetRegions"
EXTENDED_LOCATIONS = "publishingProfile.targetExtendedLocations"
REPLICAS_ALLOWED = f"a whole number from {MIN_REPLICA_COUNT} to {MAX_REPLICA_COUNT}"
SHALLOW_ALLOWED = "with replicationMode Shallow only the version's own region, with one replica"


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
    names = [text(read(region, "name")) for region in regions]
    if UNKNOWN in names or not all(isinstance(region, Mapping) for region in regions):
        return  # What is not known yet may be the version's region, and what has no name is another rule's.
    targets = {region_name(name): name for name in names if isinstance(name, str)}
    if region_name(location) in targets:
        return
    meant = None if region_display_name(location) else suggestion(region_name(location), targets)
    declared = ", ".join(name for name in names if isinstance(name, str))
    yield Problem(
        TARGET_REGIONS,
        declared or regions,
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
    for path, value in _replica_counts(inputs):
        count = integer(value)
        if value is None or count is UNKNOWN:
            continue
        if count is None:
            yield Problem(path, value, "is no whole number", REPLICAS_ALLOWED)
        elif not MIN_REPLICA_COUNT <= count <= MAX_REPLICA_COUNT:
            nearest = str(min(max(count, MIN_REPLICA_COUNT), MAX_REPLICA_COUNT))
            yield Problem(path, value, "is out of range", REPLICAS_ALLOWED, nearest)
    counts = [_effective_replicas(inputs, region) for _, region in entries(inputs, TARGET_REGIONS)]
    total = sum(count for count in counts if isinstance(count, int) and 0 < count <= MAX_REPLICA_COUNT)
    if total > MAX_REPLICA_COUNT:
        yield Problem(
            TARGET_REGIONS,
            total,
            "replicas in all regions together are more than Azure documents for one version",
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


def shallow(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a version with shallow replication stays in its own region, once, under Azure's keys.

    Sources: Packer's checks of Azure's answers (one replica, the build region only); azurerm refuses disk encryption
    sets with it.
    """
    mode = read(inputs, "publishingProfile.replicationMode")
    if not isinstance(mode, str) or mode.strip().lower() != "shallow":
        return
    regions = list(entries(inputs, TARGET_REGIONS))
    home = text(inputs.get("location"))
    for index, (path, region) in enumerate(regions):
        name = text(read(region, "name"))
        elsewhere = isinstance(home, str) and isinstance(name, str) and region_name(name) != region_name(home)
        if elsewhere or (index and not (isinstance(home, str) and isinstance(name, str))):
            yield Problem(f"{path}.name", name, "is a further region", SHALLOW_ALLOWED, "replicationMode Full")
        count = _effective_replicas(inputs, region)
        if isinstance(count, int) and count > 1:
            yield Problem(f"{path}.regionalReplicaCount", count, "is more than one replica", SHALLOW_ALLOWED, "1")
        if read(region, "encryption.osDiskImage.diskEncryptionSetId") not in (None, UNKNOWN):
            problem = "is a mapping with a disk encryption set"
            yield Problem(f"{path}.encryption", "encryption", problem, "no disk encryption set with Shallow")
    count = integer(read(inputs, "publishingProfile.replicaCount"))
    if not regions and isinstance(count, int) and count > 1:
        yield Problem("publishingProfile.replicaCount", count, "is more than one replica", SHALLOW_ALLOWED, "1")


def _effective_replicas(inputs: Inputs, region: object) -> object:
    own = read(region, "regionalReplicaCount")
    return integer(read(inputs, "publishingProfile.replicaCount") if own is None else own)


def _replica_counts(inputs: Inputs) -> Iterator[tuple[str, object]]:
    yield "publishingProfile.replicaCount", read(inputs, "publishingProfile.replicaCount")
    for path, region in entries(inputs, TARGET_REGIONS):
        yield f"{path}.regionalReplicaCount", read(region, "regionalReplicaCount")
        for inner, replicas in entries(region, "additionalReplicaSets"):
            yield f"{path}.{inner}.regionalReplicaCount", read(replicas, "regionalReplicaCount")
    for path, zone in entries(inputs, EXTENDED_LOCATIONS):
        yield f"{path}.extendedLocationReplicaCount", read(zone, "extendedLocationReplicaCount")


def _storage_types(inputs: Inputs) -> Iterator[tuple[str, object, tuple[str, ...]]]:
    field = "storageAccountType"
    yield f"publishingProfile.{field}", read(inputs, f"publishingProfile.{field}"), STORAGE_ACCOUNT_TYPES
    for path, region in entries(inputs, TARGET_REGIONS):
        yield f"{path}.{field}", read(region, field), STORAGE_ACCOUNT_TYPES
        for inner, replicas in entries(region, "additionalReplicaSets"):
            yield f"{path}.{inner}.{field}", read(replicas, field), STORAGE_ACCOUNT_TYPES
    for path, zone in entries(inputs, EXTENDED_LOCATIONS):
        yield f"{path}.{field}", read(zone, field), EDGE_ZONE_STORAGE_ACCOUNT_TYPES
