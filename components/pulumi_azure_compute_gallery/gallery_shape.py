"""A gallery's arguments as azure-native's inputs."""

from collections.abc import Mapping
from typing import Any

from compute_gallery_rules import region_name
from pulumi_azure_compute_gallery.deferred import later
from pulumi_azure_compute_gallery.native import without_missing

__all__ = ["gallery_inputs"]


def gallery_inputs(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent for a gallery; a value that is not known yet stays where it is."""
    return without_missing(
        {
            "resourceGroupName": args.get("resource_group_name"),
            "galleryName": args.get("gallery_name"),
            "location": later(args.get("location"), canonical_location),
            "description": args.get("description"),
            "tags": args.get("tags"),
        }
    )


def canonical_location(location: object) -> object:
    """Return a resource's own location as Azure keeps it: chinaeast2."""
    return region_name(location) if isinstance(location, str) else location
