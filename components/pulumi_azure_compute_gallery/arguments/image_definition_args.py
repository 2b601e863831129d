"""What an image definition is declared with."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.arguments.access_args import RoleAssignment
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.protection import Protection
from pulumi_azure_compute_gallery.arguments.rollout_args import Demand, Retention, Ring
from pulumi_azure_compute_gallery.shapes.definition_features import FeatureVersions

__all__ = ["Disallowed", "Identifier", "ImageDefinitionArgs", "PurchasePlan", "Range", "Recommended"]


class Identifier(TypedDict, total=False):
    """Publisher, offer and SKU: unique together in the gallery (S12)."""

    publisher: Input[str]
    """Up to 128 letters, digits, dots, dashes and underscores; does not end with a dot."""
    offer: Input[str]
    """Up to 64 of the same characters."""
    sku: Input[str]
    """Up to 64 of the same characters."""


class PurchasePlan(TypedDict, total=False):
    """Plan of the marketplace image that the versions descend from, exactly as it is there (S15): all three."""

    name: Input[str]
    """Name of the plan."""
    product: Input[str]
    """Product of the plan."""
    publisher: Input[str]
    """Publisher of the plan."""


class Range(TypedDict, total=False):
    """A range of whole numbers."""

    min: Input[int]
    """The smallest value."""
    max: Input[int]
    """The largest value, not below min."""


class Recommended(TypedDict, total=False):
    """What machines made from the definition should have (S14)."""

    v_cpus: Input[Range]
    """Number of virtual CPUs."""
    memory: Input[Range]
    """Memory in GB."""


class Disallowed(TypedDict, total=False):
    """What machines made from a definition may not have."""

    disk_types: Input[Sequence[Input[str]]]
    """Types of managed disks, such as Standard_LRS."""


class ImageDefinitionArgs(TypedDict, total=False):
    """An image definition: what all its versions have in common.

    Source: Microsoft.Compute/galleries/images, API version 2024-03-03.
    """

    gallery_name: Input[str]
    """Name of the gallery. Required unless the definition is nested in one."""
    resource_group_name: Input[str]
    """Resource group of the gallery. Required unless the definition is nested in one."""
    image_definition_name: Input[str]
    """At most 80 letters, digits, dots, dashes, underscores (S10). Default: the key it is nested under, or the name."""
    location: Input[str]
    """Region that keeps the definition (S12). Default: the gallery's."""
    os_type: Input[str]
    """Linux or Windows (S12). Required."""
    os_state: Input[str]
    """Generalized (waagent -deprovision, Sysprep) or Specialized, as the sources were prepared (S13). Required."""
    hyper_v_generation: Input[str]
    """Generation of the virtual machines: V1 or V2 (S12). Default: V1."""
    architecture: Input[str]
    """x64 or Arm64. Default: x64."""
    identifier: Input[Identifier]
    """Publisher, offer and SKU (S12). Required."""
    security_type: Input[str]
    """Standard, TrustedLaunch[Supported], ConfidentialVM[Supported] or TrustedLaunchAndConfidentialVmSupported."""
    accelerated_networking: Input[bool]
    """Whether the image supports accelerated networking. Default: not said."""
    hibernation: Input[bool]
    """Whether the image supports hibernation. Default: not said."""
    disk_controller_types: Input[Sequence[Input[str]]]
    """Disk controllers that the image supports: [SCSI], or [SCSI, NVMe]. Default: not said, which is SCSI."""
    allow_update_image: Input[bool]
    """Whether this update may change the features above. Azure refuses to change them without it."""
    starts_at_version: Input[str]
    """First version that has the features above, where older versions lack them: Major.Minor.Patch."""
    features_start_at: Input[FeatureVersions]
    """The same for single features, where they differ."""
    disallowed: Input[Disallowed]
    """What machines made from the definition may not have."""
    description: Input[str]
    """What the image is."""
    release_note_uri: Input[str]
    """Where its release notes stand (S14)."""
    privacy_statement_uri: Input[str]
    """Where its privacy statement stands."""
    eula: Input[str]
    """Its licence agreement."""
    end_of_life_date: Input[str]
    """When the definition should no longer be used: a date or a timestamp (S17)."""
    recommended: Input[Recommended]
    """Recommended CPUs and memory (S14)."""
    purchase_plan: Input[PurchasePlan]
    """Plan of the marketplace image that the versions descend from (S15)."""
    tags: Input[Mapping[str, Input[str]]]
    """Tags of the definition."""
    role_assignments: Sequence[RoleAssignment]
    """Roles on the definition and its versions."""
    rings: Sequence[Ring]
    """Promotion rings, in order: where its versions are replicated and promoted to, as each version says."""
    retention: Retention
    """Which of the nested versions stay. Default: all."""
    demand: Mapping[str, Demand]
    """Expected demand by region: gives the replicas where a region names no number itself."""
    protection: Input[Protection]
    """Protects the definition and its versions until a date. Default: the gallery's."""
    allow_delete: Input[Sequence[Input[str]]]
    """Versions that may be deleted although they are the latest of a region, or before their end of life, by number."""
    retire_regions: Input[Sequence[Input[str]]]
    """Regions ("region/zone" for an edge zone) that published versions may leave. Azure is told to delete there."""
    source_tenants: Mapping[str, Input[str]]
    """Tenant id of each subscription that sources are in, by the subscription's id (S25). Default: the gallery's."""
    versions: Mapping[str, ImageVersionArgs]
    """Versions of the definition, by their number. What they leave out comes from the definition."""
