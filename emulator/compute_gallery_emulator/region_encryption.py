"""Customer-managed keys of the replicas: a disk encryption set in one region needs one in every region.

Messages: docs "Troubleshoot images in an Azure Compute Gallery".
"""

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.json_values import JsonObject, list_at, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_id import parse_address
from compute_gallery_emulator.resource_type import Change

__all__ = ["judge_encryption"]

_ROOT = "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption"
_SHARED_SETS_SINCE = "2020-09-30"
_SET_TYPE = "microsoft.compute/diskencryptionsets"


def judge_encryption(change: Change, profile: JsonObject, luns: set[int], source: Record | None) -> None:
    """Refuse encryption that names unknown sets or LUNs, leaves out a region, or that the source cannot have."""
    regions = list_at(profile, "targetRegions")
    per_region = [(str(region["name"]), _sets(region)) for region in regions]
    used = [(disk, region, set_) for region, sets in per_region for disk, set_ in sets.items()]
    if used and not _can_encrypt(source, change.api_version, [(region, set_) for _, region, set_ in used]):
        message = (
            "Encryption is not supported for source resource. Please use a different source resource type which "
            "supports encryption or remove encryption for target."
        )
        raise invalid_parameter(_ROOT, message)
    for region in regions:
        _judge_luns(region, luns)
    for disk, using, set_ in used:
        _judge_set(change, disk, set_)
        for other, sets in per_region:
            if disk not in sets:
                message = (
                    f"A disk encryption set is required for disk '{disk}' in target region '{other}' since disk "
                    f"encryption set '{set_}' is used for the corresponding disk in region '{using}'."
                )
                raise invalid_parameter(_ROOT, message)


def _can_encrypt(source: Record | None, api_version: str, used: list[tuple[str, str]]) -> bool:
    """Say whether copies of a source can have keys of one's own.

    A version's cannot. A managed image's can, except as recorded at 2019-12-01 with one set for two regions; the same
    version of the API took one region.
    """
    if source is None or source.type.lower() == "microsoft.compute/galleries/images/versions":
        return source is None
    regions, sets = {region for region, _ in used}, {set_.lower() for _, set_ in used}
    shared = len(sets) < len(regions)
    return not (source.type.lower() == "microsoft.compute/images" and api_version < _SHARED_SETS_SINCE and shared)


def _sets(region: JsonObject) -> dict[str, str]:
    encryption = object_at(region, "encryption")
    found = {}
    os_set = text_at(encryption, "osDiskImage", "diskEncryptionSetId")
    if os_set:
        found[f"{_ROOT}.osDiskImage.diskEncryptionSetId"] = os_set
    for disk in list_at(encryption, "dataDiskImages"):
        set_ = text_at(disk, "diskEncryptionSetId")
        if set_:
            found[f"LUN {disk['lun']}"] = set_
    return found


def _judge_luns(region: JsonObject, luns: set[int]) -> None:
    encrypted = [disk["lun"] for disk in list_at(region, "encryption", "dataDiskImages")]
    for lun in encrypted:
        if encrypted.count(lun) > 1:
            message = (
                f"Duplicate luns '{lun}' were specified in target region '{region['name']}' encryption.dataDiskImages."
            )
            raise invalid_parameter(f"{_ROOT}.dataDiskImages", message)
        # An OS disk alone may come with the key of a data disk that it does not have (recorded).
        if luns and lun not in luns:
            message = (
                f"An invalid lun [{lun}] was specified in encryption.dataDiskImages. The lun must be one of the "
                f"following values ['{','.join(map(str, sorted(luns)))}']."
            )
            raise invalid_parameter(f"{_ROOT}.dataDiskImages", message)


def _judge_set(change: Change, disk: str, set_: str) -> None:
    address = parse_address(set_)
    target = disk if disk.startswith(_ROOT) else f"{_ROOT}.dataDiskImages.diskEncryptionSetId"
    if address is None or address.type_name.lower() != _SET_TYPE:
        raise invalid_parameter(target, f"The value of parameter {target} is invalid.")
    subscription = change.address.subscription
    if address.subscription.lower() != subscription.lower():
        message = (
            f"The disk encryption set '{set_}' must be in the same subscription '{subscription}' as the gallery "
            "resource."
        )
        raise invalid_parameter(target, message)
    if change.estate.at(set_) is None:
        raise ArmError(404, "NotFound", f"The disk encryption set '{set_}' was not found.", target=target)
