"""A gallery's arguments as azure-native's inputs."""

from collections.abc import Iterable, Mapping
from typing import Any

from compute_gallery_rules import ResourceKind, region_name
from pulumi_azure_compute_gallery.arguments.protection import protected_gallery
from pulumi_azure_compute_gallery.arguments.spelling import camel_case
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.azure_casing import in_azure_casing
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["canonical_location", "gallery_inputs"]

COMMUNITY = ("eula", "public_name_prefix", "publisher_contact", "publisher_uri")


def gallery_inputs(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent for a gallery; a value that is not known yet stays where it is."""
    args = protected_gallery(args)
    inputs = without_missing(
        {
            "resourceGroupName": args.get("resource_group_name"),
            "galleryName": args.get("gallery_name"),
            "location": later(args.get("location"), canonical_location),
            "description": args.get("description"),
            "tags": args.get("tags"),
            "identity": later(args.get("identity"), identity_inputs),
            "sharingProfile": later(args.get("sharing_profile"), sharing_inputs),
            "softDeletePolicy": later(args.get("soft_delete_policy"), soft_delete_inputs),
        }
    )
    return in_azure_casing(ResourceKind.GALLERY, inputs)


def identity_inputs(identity: Mapping[str, Any]) -> dict[str, Any]:
    """Return the gallery's identities."""
    return under_schema_names(identity, ("type", "user_assigned_identities"))


def sharing_inputs(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the gallery is shared, as far as azure-native takes it."""
    info = later(profile.get("community_gallery_info"), lambda known: under_schema_names(known, COMMUNITY))
    return without_missing({"permissions": profile.get("permissions"), "communityGalleryInfo": info})


def soft_delete_inputs(policy: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return whether deleted versions are kept; None where that is not said, as Azure takes no field of it unasked."""
    return under_schema_names(policy, ("is_soft_delete_enabled",)) or None


def under_schema_names(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the named values under the schema's names."""
    return {camel_case(name): values[name] for name in names if name in values}


def canonical_location(location: object) -> object:
    """Return a resource's own location as Azure keeps it: chinaeast2."""
    return region_name(location) if isinstance(location, str) else location
