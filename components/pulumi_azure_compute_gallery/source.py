"""The kinds of source, as functions: `source.managed_image(id)`."""

from pulumi import Input

from pulumi_azure_compute_gallery.arguments.source_args import ImageSource, VhdSource

__all__ = ["community_gallery_image", "disk", "image_version", "managed_image", "snapshot", "vhd", "virtual_machine"]


def community_gallery_image(image_id: Input[str]) -> ImageSource:
    """Take a version of a community gallery: /CommunityGalleries/{gallery}/Images/{image}/Versions/{version}."""
    return ImageSource(community_gallery_image_id=image_id)


def disk(disk_id: Input[str]) -> ImageSource:
    """Take a managed disk, by its resource id (S5)."""
    return ImageSource(disk_id=disk_id)


def image_version(version_id: Input[str]) -> ImageSource:
    """Take another image version, of the same gallery or another one, by its resource id (S4)."""
    return ImageSource(image_version_id=version_id)


def managed_image(image_id: Input[str]) -> ImageSource:
    """Take a managed image in the version's region, by its resource id (S3)."""
    return ImageSource(managed_image_id=image_id)


def snapshot(snapshot_id: Input[str]) -> ImageSource:
    """Take a snapshot of a disk, by its resource id (S5)."""
    return ImageSource(snapshot_id=snapshot_id)


def vhd(uri: Input[str], storage_account: Input[str]) -> ImageSource:
    """Take a VHD in a storage account, by its address and the account's resource id or bare name (S6)."""
    return ImageSource(vhd=VhdSource(uri=uri, storage_account=storage_account))


def virtual_machine(virtual_machine_id: Input[str]) -> ImageSource:
    """Take a virtual machine, generalized or specialized, by its resource id (S2)."""
    return ImageSource(virtual_machine_id=virtual_machine_id)
