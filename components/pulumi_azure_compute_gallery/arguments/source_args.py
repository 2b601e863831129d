"""What a version, or one disk of it, is made from."""

from typing import TypedDict

from pulumi import Input

__all__ = ["DiskSource", "ImageSource", "VhdSource"]


class VhdSource(TypedDict, total=False):
    """A VHD blob in a storage account (S6)."""

    uri: Input[str]
    """Address of the blob: https, page blob. A SAS token in it is kept secret."""
    storage_account: Input[str]
    """Resource id of the storage account, or the bare name of one in the version's subscription and resource group."""


class DiskSource(TypedDict, total=False):
    """What one disk is made from: exactly one of these (S5, S6, S7)."""

    disk_id: Input[str]
    """Resource id of a managed disk."""
    snapshot_id: Input[str]
    """Resource id of a snapshot."""
    vhd: Input[VhdSource]
    """A VHD in a storage account."""


class ImageSource(TypedDict, total=False):
    """What the operating system of a version is made from: exactly one of these (S2 to S6, S8)."""

    virtual_machine_id: Input[str]
    """Resource id of a virtual machine, generalized or specialized. Stop or deallocate it first (S22)."""
    managed_image_id: Input[str]
    """Resource id of a managed image in the version's region."""
    image_version_id: Input[str]
    """Resource id of another image version, of the same gallery or another one."""
    community_gallery_image_id: Input[str]
    """Id of a community gallery's image version: /CommunityGalleries/{gallery}/Images/{image}/Versions/{version}."""
    disk_id: Input[str]
    """Resource id of a managed disk that holds the operating system."""
    snapshot_id: Input[str]
    """Resource id of a snapshot of the operating system's disk."""
    vhd: Input[VhdSource]
    """A VHD of the operating system's disk."""
