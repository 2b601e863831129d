"""The `summary` output: replicas, the storage that they are on, and how much of Azure's quota the gallery uses."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from compute_gallery_rules import QUOTA, ResourceKind, region_name

__all__ = ["gallery_summary"]

KEYS = {
    ResourceKind.GALLERY: "galleries",
    ResourceKind.IMAGE_DEFINITION: "definitions",
    ResourceKind.IMAGE_VERSION: "versions",
}


def gallery_summary(resources: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Summarise a gallery by the kind, the location and the publishing profile of all that is in it.

    `storedImages` is the number of replicas of all versions, `replicas` their number by region, `storage` by storage
    account type; `quota` has by region what is used of what Azure documents for one subscription.
    """
    regions: Counter[str] = Counter()
    storage: Counter[str] = Counter()
    used: dict[str, Counter[ResourceKind]] = defaultdict(Counter)
    for resource in resources:
        location = resource.get("location")
        if isinstance(location, str):
            used[region_name(location)][ResourceKind(resource["kind"])] += 1
        for region, storage_type, count in replicas_of(resource):
            regions[region] += count
            storage[storage_type] += count
    return {
        "storedImages": regions.total(),
        "replicas": dict(sorted(regions.items())),
        "storage": dict(sorted(storage.items())),
        "quota": {
            region: {KEYS[kind]: {"used": counts[kind], "limit": limit} for kind, limit in QUOTA.items()}
            for region, counts in sorted(used.items())
        },
    }


def replicas_of(inputs: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Yield region, storage account type and number of replicas for all that a version is stored in."""
    profile = inputs.get("publishingProfile")
    if not isinstance(profile, Mapping):
        return
    home = {
        "name": inputs.get("location") or "",
        "regionalReplicaCount": profile["replicaCount"],
        "storageAccountType": profile["storageAccountType"],
    }
    for region in profile.get("targetRegions", [home]):
        name = region_name(region["name"])
        yield name, region["storageAccountType"], int(region["regionalReplicaCount"])
        for more in region.get("additionalReplicaSets") or []:
            storage = more.get("storageAccountType", profile["storageAccountType"])
            yield name, storage, int(more.get("regionalReplicaCount", 1))
    for zone in profile.get("targetExtendedLocations") or []:
        storage = zone.get("storageAccountType", profile["storageAccountType"])
        name = zone.get("extendedLocation", {}).get("name") or zone.get("name", "")
        yield region_name(name), storage, int(zone.get("extendedLocationReplicaCount", 1))
