"""Where an argument stands in azure-native's inputs, for options that name properties, such as ignore_changes."""

from collections.abc import Mapping

from pulumi_azure_compute_gallery.arguments.spelling import camel_case, snake_case

__all__ = ["native_path"]

FEATURES = (
    "accelerated_networking",
    "disk_controller_types",
    "features_start_at",
    "hibernation",
    "security_type",
    "starts_at_version",
)

PUBLISHING = (
    "end_of_life_date",
    "exclude_from_latest",
    "replica_count",
    "replication_mode",
    "storage_account_type",
    "target_extended_locations",
    "target_regions",
)

PATHS: Mapping[str, Mapping[str, str]] = {
    "ImageDefinition": {"image_definition_name": "galleryImageName", **dict.fromkeys(FEATURES, "features")},
    "ImageVersion": {
        **{name: f"publishingProfile.{camel_case(name)}" for name in PUBLISHING},
        "block_deletion_before_end_of_life": "safetyProfile.blockDeletionBeforeEndOfLife",
        "data_disks": "storageProfile.dataDiskImages",
        "host_caching": "storageProfile.osDiskImage.hostCaching",
        "image_definition_name": "galleryImageName",
        "replicate_to": "publishingProfile.targetRegions",
        "source": "storageProfile",
        "version": "galleryImageVersionName",
    },
}
"""Arguments of each component that are called otherwise there."""


def native_path(component: str, path: str) -> str:
    """Return a path of arguments as azure-native's: target_regions[1].name is publishingProfile.targetRegions[1].name.

    A path under azure-native's own names stays as it is.
    """
    end = next((index for index, letter in enumerate(path) if letter in ".["), len(path))
    first, rest = path[:end], path[end:]
    if first == "tags":
        return path  # Behind it stands the name of a tag, which is the user's own.
    known = PATHS.get(component, {}).get(snake_case(first))
    return (known or camel_case(first)) + ".".join(camel_case(step) for step in rest.split("."))
