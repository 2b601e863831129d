"""An existing image version in the form of a stack's config."""

from collections.abc import Iterator, Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import end_of_life, given, mapping, sequence, taken
from compute_gallery_cli.adopted_regions import edge_zones_tree, regions_tree
from compute_gallery_cli.gallery_client import Json
from compute_gallery_cli.version_source import disk_source_tree, source_tree
from compute_gallery_rules import region_name
from compute_gallery_rules.values.printable import carries_token

__all__ = ["PROFILE_DEFAULTS", "version_remarks", "version_tree"]

PROFILE_DEFAULTS = {
    "replicaCount": 1,
    "storageAccountType": "Standard_LRS",
    "excludeFromLatest": False,
    "replicationMode": "Full",
}
"""What the components send where the config is silent."""
CACHING_DEFAULTS = {"os": "ReadWrite", "data": "ReadOnly"}
"""Azure's own host caching of disks that are made from disks, snapshots or VHDs (recorded)."""


def version_tree(version: Json, location: str) -> dict[str, Any]:
    """Return a version; `location` is the definition's."""
    properties = mapping(version.get("properties"))
    profile = mapping(properties.get("publishingProfile"))
    storage = mapping(properties.get("storageProfile"))
    own = region_name(str(version.get("location", location)))
    return given(
        {
            "location": own if own != location else None,
            "source": source_tree(storage),
            "hostCaching": caching(storage, "osDiskImage"),
            "dataDisks": data_disks_tree(storage),
            "targetRegions": regions_tree(profile),
            "targetExtendedLocations": edge_zones_tree(profile),
            **taken(profile, tuple(PROFILE_DEFAULTS), PROFILE_DEFAULTS),
            "endOfLifeDate": end_of_life(profile),
            **taken(mapping(properties.get("safetyProfile")), ("blockDeletionBeforeEndOfLife",), NOT_BLOCKED),
            **taken(properties, ("securityProfile",)),
            **taken(version, ("tags",)),
        }
    )


NOT_BLOCKED = {"blockDeletionBeforeEndOfLife": False}


def caching(storage: Mapping[str, Any], disk: str) -> str | None:
    """Return the host caching of the operating system's disk, where it is not what Azure chooses itself."""
    image = mapping(storage.get(disk))
    value = image.get("hostCaching")
    is_own = bool(mapping(image.get("source"))) and not mapping(storage.get("source"))
    return str(value) if is_own and value and value != CACHING_DEFAULTS["os"] else None


def data_disks_tree(storage: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the data disks that have a source of their own; others come with the version's source."""
    return [
        given(
            {
                "lun": disk.get("lun"),
                "source": disk_source_tree(mapping(disk.get("source"))),
                "hostCaching": disk.get("hostCaching") if disk.get("hostCaching") != CACHING_DEFAULTS["data"] else None,
            }
        )
        for disk in map(mapping, sequence(storage.get("dataDiskImages")))
        if mapping(disk.get("source"))
    ]


def version_remarks(version: Json) -> Iterator[str]:
    """Yield what the config cannot say of a version, or what should be looked at."""
    properties = mapping(version.get("properties"))
    storage = mapping(properties.get("storageProfile"))
    if properties.get("provisioningState") != "Succeeded":
        yield f"its state is {properties.get('provisioningState')}, not Succeeded"
    if not source_tree(storage):
        yield "Azure does not tell what it was made from: write its source by hand"
    disks = [mapping(storage.get("osDiskImage")), *map(mapping, sequence(storage.get("dataDiskImages")))]
    if any(carries_token(str(mapping(disk.get("source")).get("uri", ""))) for disk in disks):
        yield "the token in its VHD's address is left out: give it as a secret of its own"
