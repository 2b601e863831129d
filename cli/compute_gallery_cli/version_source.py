"""What a version is made from, between Azure's form and that of a stack's config."""

from collections.abc import Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import given, mapping
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_rules import printable, source_kind
from compute_gallery_rules.values.printable import carries_token, without_secret

__all__ = ["declared_source", "disk_source_tree", "source_tree"]

ARGUMENTS = {
    "virtual_machine": "virtualMachineId",
    "managed_image": "managedImageId",
    "image_version": "imageVersionId",
    "community_gallery_image": "communityGalleryImageId",
    "shared_gallery_image": "communityGalleryImageId",
    "disk": "diskId",
    "snapshot": "snapshotId",
}
"""The config's names for the kinds of source."""
WHOLE = (("id", "managedImageId"), ("virtualMachineId", "virtualMachineId"), ("communityGalleryImageId",) * 2)
"""Azure's names of sources that bring all disks, with the config's where the id does not tell its kind."""


def source_tree(storage: Mapping[str, Any]) -> dict[str, Any]:
    """Return the source of the operating system, from Azure's storageProfile."""
    whole = mapping(storage.get("source"))
    for name, argument in WHOLE:
        if whole.get(name):
            text = str(whole[name])
            return {ARGUMENTS.get(source_kind(text) or "", argument): text}
    return disk_source_tree(mapping(mapping(storage.get("osDiskImage")).get("source")))


def disk_source_tree(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the source of one disk. A VHD's address loses its token: it must not stand in a file."""
    uri, resource_id = source.get("uri"), source.get("id")
    if uri:
        account = source.get("storageAccountId") or resource_id
        return {"vhd": given({"uri": without_secret(str(uri)), "storageAccount": account})}
    if not resource_id:
        return {}
    return {ARGUMENTS.get(source_kind(str(resource_id)) or "", "diskId"): resource_id}


def declared_source(text: str, storage_account: str | None) -> dict[str, Any]:
    """Return a source by its resource id, or by the address of its VHD, in the form of the config.

    Raises GalleryError for anything else, and for an address with a token in it.
    """
    if text.startswith(("https://", "http://")):
        if carries_token(text):
            what = "carries a token, which must not stand in a file"
            allowed = "the address without its query, and the storage account"
            raise GalleryError(f"source: {printable(text)} {what}. Allowed: {allowed}.", ExitStatus.USAGE)
        account = storage_account or text.split("//", 1)[1].split(".", 1)[0]
        return {"vhd": {"uri": text, "storageAccount": account}}
    kind = source_kind(text)
    if kind not in ARGUMENTS:
        kinds = ", ".join(each.replace("_", " ") for each in ARGUMENTS)
        allowed = f"the resource id of a {kinds}; or the https address of a VHD"
        raise GalleryError(f"source: {printable(text)} is no image source. Allowed: {allowed}.", ExitStatus.USAGE)
    return {ARGUMENTS[kind]: text}
