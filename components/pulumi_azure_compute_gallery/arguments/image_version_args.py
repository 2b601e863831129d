"""What an image version is declared with."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.arguments.protection import Protection
from pulumi_azure_compute_gallery.arguments.source_args import DiskSource, ImageSource
from pulumi_azure_compute_gallery.arguments.target_region import TargetRegion
from pulumi_azure_compute_gallery.shapes.edge_zone import TargetExtendedLocation
from pulumi_azure_compute_gallery.shapes.uefi import SecurityProfile

__all__ = ["DataDisk", "ImageVersionArgs"]


class DataDisk(TypedDict, total=False):
    """One data disk of a version; each may have a source of another kind (S7, S8)."""

    lun: Input[int]
    """Logical unit number, unique in the version: 0 or more."""
    source: Input[DiskSource]
    """The disk, snapshot or VHD that it is made from."""
    host_caching: Input[str]
    """None, ReadOnly or ReadWrite. Default: Azure's, ReadOnly."""


class ImageVersionArgs(TypedDict, total=False):
    """An image version: what virtual machines are created from.

    Source: Microsoft.Compute/galleries/images/versions, API version 2024-03-03.
    """

    gallery_name: Input[str]
    """Name of the gallery. Required unless the version is nested in one."""
    image_definition_name: Input[str]
    """Name of the image definition. Required unless the version is nested in one."""
    resource_group_name: Input[str]
    """Resource group of the gallery. Required unless the version is nested in one."""
    location: Input[str]
    """Home region of the version: where it is made. Its source is there, and it is among the target regions (S21)."""
    version: Input[str]
    """Major.Minor.Patch, each 0 to 2147483647 (S11). Default: the key it is nested under, else the logical name."""
    source: Input[ImageSource]
    """What the operating system is made from. Required unless restore is on."""
    host_caching: Input[str]
    """Host caching of the operating system's disk, for a disk, snapshot or VHD source: None, ReadOnly or ReadWrite."""
    source_tenants: Mapping[str, Input[str]]
    """Tenant id of each subscription that sources are in, by the subscription's id (S25). Default: the definition's."""
    data_disks: Input[Sequence[Input[DataDisk]]]
    """Data disks beside those that the source brings along (S7)."""
    target_regions: Input[Sequence[Input[TargetRegion]]]
    """Regions to replicate to, in this order; either this or replicate_to. The home region is among them (S21)."""
    replicate_to: Input[Sequence[Input[str]]]
    """Regions to replicate to in the shorthand region[=replicas][=storage]: "chinanorth=2=standard_zrs" (S20)."""
    include_home_region: Input[bool]
    """Whether to add the home region, first and with the defaults, where it is not listed (S21). Default: false."""
    replicated_to: Input[str]
    """The last of the definition's rings that the version is replicated to. Default: the last ring, so all at once."""
    promoted_to: Input[str]
    """The last ring where it can be the latest (S16); in its home region it always can. Default: only there."""
    replica_count: Input[int]
    """Replicas in each region that names no number of its own: 1 to 100. Default: 1 (S18)."""
    storage_account_type: Input[str]
    """Storage in each region that names none of its own (S19). Default: Standard_LRS."""
    exclude_from_latest: Input[bool]
    """Whether "latest" passes over the version everywhere (S16). Default: false."""
    protection: Input[Protection]
    """Gives the version an end of life and blocks its deletion until then, unless it decides so itself. Default: the
    definition's."""
    end_of_life_date: Input[str]
    """When the version should no longer be used: a future date or timestamp (S17). Azure does not enforce it."""
    replication_mode: Input[str]
    """Full, or Shallow for one replica in the home region that is ready sooner. Default: Full."""
    target_extended_locations: Input[Sequence[Input[TargetExtendedLocation]]]
    """Edge zones to replicate to, beside the regions."""
    security_profile: Input[SecurityProfile]
    """What secure boot trusts on virtual machines that are made from the version."""
    block_deletion_before_end_of_life: Input[bool]
    """Whether Azure refuses to delete the version before its end of life. Default: false, sent by name."""
    restore: Input[bool]
    """Whether creating it restores the deleted version of this number, where the gallery keeps deleted versions."""
    tags: Input[Mapping[str, Input[str]]]
    """Tags of the version."""
