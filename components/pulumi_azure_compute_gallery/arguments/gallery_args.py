"""What a gallery is declared with."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.arguments.access_args import Lock, RoleAssignment
from pulumi_azure_compute_gallery.arguments.gallery_sharing_args import (
    GalleryIdentity,
    SharingProfile,
    SoftDeletePolicy,
)
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.mirror_args import Mirror
from pulumi_azure_compute_gallery.arguments.protection import Protection

__all__ = ["GalleryArgs"]


class GalleryArgs(TypedDict, total=False):
    """A compute gallery, and the image definitions and versions in it.

    Source: Microsoft.Compute/galleries, API version 2024-03-03.
    """

    gallery_name: Input[str]
    """Letters, digits, dots and underscores, at most 80, unique in the subscription. Default: the logical name."""
    resource_group_name: Input[str]
    """Resource group that holds the gallery. Required."""
    location: Input[str]
    """Region that keeps the gallery, and all in it that names none of its own. Default: the resource group's."""
    description: Input[str]
    """What the gallery is for."""
    tags: Input[Mapping[str, Input[str]]]
    """Tags of the gallery."""
    identity: Input[GalleryIdentity]
    """Managed identities of the gallery. Default: none."""
    sharing_profile: Input[SharingProfile]
    """Who beside the owners of roles may use the images. Default: nobody. Sent only where it is given."""
    soft_delete_policy: Input[SoftDeletePolicy]
    """What happens to a deleted version. Default: Azure's, or kept under `protection`. Not sent where empty."""
    lock: Lock
    """A lock on the gallery. Default: none."""
    role_assignments: Sequence[RoleAssignment]
    """Roles on the gallery and all in it."""
    protection: Input[Protection]
    """Protects the gallery, its definitions and its versions until a date, each by the means that fits it."""
    allow_delete: Input[Sequence[Input[str]]]
    """What may be deleted although it is in use: "definition/version", or "definition" with all its versions."""
    retire_regions: Input[Sequence[Input[str]]]
    """Regions ("region/zone" for an edge zone) that published versions may leave. Azure is told to delete there."""
    source_tenants: Mapping[str, Input[str]]
    """Tenant id of each subscription that sources are in, by the subscription's id (S25). Versions take them."""
    mirror: Mirror
    """A second gallery in another region with copies of all that is nested in this one. Default: none."""
    definitions: Mapping[str, ImageDefinitionArgs]
    """Image definitions of the gallery, by their name. What they leave out comes from the gallery."""
