"""An image version's arguments as azure-native's inputs."""

from collections.abc import Mapping, Sequence
from typing import Any

from compute_gallery_rules import ResourceKind, canonical_storage_account_type, region_display_name
from pulumi_azure_compute_gallery.arguments.protection import protected_version
from pulumi_azure_compute_gallery.arguments.target_region import regions
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.azure_casing import in_azure_casing
from pulumi_azure_compute_gallery.shapes.edge_zone import edge_zone_inputs, replica_set_inputs
from pulumi_azure_compute_gallery.shapes.encryption import encryption_inputs
from pulumi_azure_compute_gallery.shapes.end_of_life import canonical_date
from pulumi_azure_compute_gallery.shapes.gallery_shape import canonical_location
from pulumi_azure_compute_gallery.shapes.native import without_missing
from pulumi_azure_compute_gallery.shapes.placement import target_regions
from pulumi_azure_compute_gallery.shapes.source_shape import data_disk_inputs, os_source_inputs
from pulumi_azure_compute_gallery.shapes.uefi import security_profile_inputs

__all__ = ["image_version_inputs", "region_list_inputs"]

DEFAULT_REPLICAS = 1
DEFAULT_STORAGE = "Standard_LRS"
DEFAULT_MODE = "Full"


def image_version_inputs(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent for a version; a value that is not known yet stays where it is.

    Defaults are sent by name, so that those of a newer API version change nothing.
    """
    args = protected_version(args)
    replicas = args.get("replica_count", DEFAULT_REPLICAS)
    storage = later(args.get("storage_account_type", DEFAULT_STORAGE), storage_spelling)
    inputs = without_missing(
        {
            "resourceGroupName": args.get("resource_group_name"),
            "galleryName": args.get("gallery_name"),
            "galleryImageName": args.get("image_definition_name"),
            "galleryImageVersionName": args.get("version"),
            "location": later(args.get("location"), canonical_location),
            "publishingProfile": without_missing(
                {
                    "targetRegions": later(
                        target_regions(args, replicas), lambda declared: region_list_inputs(declared, replicas, storage)
                    ),
                    "replicaCount": replicas,
                    "storageAccountType": storage,
                    "excludeFromLatest": args.get("exclude_from_latest", False),
                    "replicationMode": args.get("replication_mode", DEFAULT_MODE),
                    "endOfLifeDate": later(args.get("end_of_life_date"), canonical_date),
                    "targetExtendedLocations": later(
                        args.get("target_extended_locations"),
                        lambda zones: [later(zone, edge_zone_inputs) for zone in zones],
                    ),
                }
            ),
            "storageProfile": storage_profile(args),
            "safetyProfile": {
                "allowDeletionOfReplicatedLocations": False,
                "blockDeletionBeforeEndOfLife": args.get("block_deletion_before_end_of_life", False),
            },
            "securityProfile": later(args.get("security_profile"), security_profile_inputs),
            "restore": args.get("restore"),
            "tags": args.get("tags"),
        }
    )
    return in_azure_casing(ResourceKind.IMAGE_VERSION, inputs)


def region_list_inputs(declared: Sequence[Any], replicas: object, storage: object) -> list[Any]:
    """Return all target regions, in the declared order."""
    return [later(region, lambda known: region_inputs(known, replicas, storage)) for region in declared]


def region_inputs(region: object, replicas: object, storage: object) -> object:
    """Return one target region, with the version's defaults where it has no value of its own."""
    if isinstance(region, str):
        region = regions(region)[0]
    if not isinstance(region, Mapping):
        return region
    return without_missing(
        {
            "name": later(region.get("name"), region_spelling),
            "regionalReplicaCount": region.get("regional_replica_count", replicas),
            "storageAccountType": later(region.get("storage_account_type", storage), storage_spelling),
            "excludeFromLatest": region.get("exclude_from_latest", False),
            "encryption": later(region.get("encryption"), encryption_inputs),
            "additionalReplicaSets": later(
                region.get("additional_replica_sets"), lambda sets: [later(one, replica_set_inputs) for one in sets]
            ),
        }
    )


def region_spelling(name: object) -> object:
    """Return a region as Azure gives it back; of a shorthand that cannot be read, the region."""
    if not isinstance(name, str):
        return name
    region = name.split("=", 1)[0].strip()
    return region_display_name(region) or region


def storage_spelling(value: object) -> object:
    """Return a storage account type in Azure's spelling; what Azure does not know stays, for the rules to judge."""
    return (canonical_storage_account_type(value) if isinstance(value, str) else None) or value


def storage_profile(args: Mapping[str, Any]) -> Any:  # noqa: ANN401 a mapping, or what will be one
    """Return where the disks come from."""
    caching = args.get("host_caching")
    source = later(args.get("source", {}), lambda known: os_source_inputs(known, caching))
    disks = later(args.get("data_disks"), lambda known: [later(disk, data_disk_inputs) for disk in known])
    if disks is None or disks == []:
        return source
    return later(source, lambda known: {**known, "dataDiskImages": disks})
