"""An image definition's arguments as azure-native's inputs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from compute_gallery_rules import ResourceKind
from pulumi_azure_compute_gallery.arguments.spelling import camel_case
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.azure_casing import azure_casing, in_azure_casing
from pulumi_azure_compute_gallery.shapes.definition_features import feature_inputs
from pulumi_azure_compute_gallery.shapes.end_of_life import canonical_date
from pulumi_azure_compute_gallery.shapes.gallery_shape import canonical_location
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["image_definition_inputs"]

DEFAULTS = {"os_type": None, "os_state": None, "hyper_v_generation": "V1", "architecture": "x64"}
"""Azure's defaults in API version 2024-03-03, sent by name: a newer version's defaults then change nothing."""

DISK_TYPES = (
    "Standard_LRS",
    "StandardSSD_LRS",
    "StandardSSD_ZRS",
    "Premium_LRS",
    "Premium_ZRS",
    "PremiumV2_LRS",
    "UltraSSD_LRS",
)
"""Types of managed disks, in Azure's casing (its page on disk types)."""

AS_THEY_ARE = (
    "allow_update_image",
    "description",
    "eula",
    "identifier",
    "privacy_statement_uri",
    "purchase_plan",
    "release_note_uri",
    "tags",
)


def image_definition_inputs(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent for a definition; a value that is not known yet stays where it is."""
    inputs = without_missing(
        {
            "resourceGroupName": args.get("resource_group_name"),
            "galleryName": args.get("gallery_name"),
            "galleryImageName": args.get("image_definition_name"),
            "location": later(args.get("location"), canonical_location),
            **{camel_case(name): args.get(name, default) for name, default in DEFAULTS.items()},
            "features": feature_inputs(args),
            **{camel_case(name): args.get(name) for name in AS_THEY_ARE},
            "endOfLifeDate": later(args.get("end_of_life_date"), canonical_date),
            "recommended": later(args.get("recommended"), recommended_inputs),
            "disallowed": later(args.get("disallowed"), disallowed_inputs),
        }
    )
    return in_azure_casing(ResourceKind.IMAGE_DEFINITION, inputs)


def disallowed_inputs(disallowed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the disk types that machines may not have."""
    spelled = partial(azure_casing, DISK_TYPES)
    types = later(disallowed.get("disk_types"), lambda known: [later(each, spelled) for each in known])
    return without_missing({"diskTypes": types})


def recommended_inputs(recommended: Mapping[str, Any]) -> dict[str, Any]:
    """Return the recommended ranges under the schema's names."""
    return {camel_case(name): value for name, value in recommended.items()}
