"""How the replicas of one region or edge zone are encrypted."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["ConfidentialDiskEncryption", "DataDiskEncryption", "Encryption", "OsDiskEncryption", "encryption_inputs"]


class ConfidentialDiskEncryption(TypedDict, total=False):
    """How the operating system's disk of confidential VMs is encrypted."""

    confidential_vm_encryption_type: Input[str]
    """EncryptedVMGuestStateOnlyWithPmk, EncryptedWithPmk, EncryptedWithCmk or NonPersistedTPM."""
    secure_vm_disk_encryption_set_id: Input[str]
    """Resource id of the disk encryption set: with EncryptedWithCmk, and only then."""


class OsDiskEncryption(TypedDict, total=False):
    """How the operating system's disk is encrypted."""

    disk_encryption_set_id: Input[str]
    """Resource id of a disk encryption set in this region. One region with it means every region."""
    security_profile: Input[ConfidentialDiskEncryption]
    """For confidential VMs."""


class DataDiskEncryption(TypedDict, total=False):
    """How one data disk is encrypted."""

    lun: Input[int]
    """The data disk's logical unit number. Required."""
    disk_encryption_set_id: Input[str]
    """Resource id of a disk encryption set in this region. One region with it means every region."""


class Encryption(TypedDict, total=False):
    """Encryption of a version's disks in one region, with keys of one's own or for confidential VMs."""

    os_disk_image: Input[OsDiskEncryption]
    """The operating system's disk."""
    data_disk_images: Input[Sequence[Input[DataDiskEncryption]]]
    """The data disks, each by its LUN."""


def encryption_inputs(encryption: Mapping[str, Any]) -> dict[str, Any]:
    """Return the encryption of one region. What is empty is left out: Azure adds its own empty securityProfile."""
    disks = later(encryption.get("data_disk_images"), lambda known: [later(disk, data_disk_inputs) for disk in known])
    return without_missing(
        {"osDiskImage": later(encryption.get("os_disk_image"), os_disk_inputs), "dataDiskImages": disks}
    )


def os_disk_inputs(disk: Mapping[str, Any]) -> dict[str, Any]:
    """Return the encryption of the operating system's disk."""
    return without_missing(
        {
            "diskEncryptionSetId": disk.get("disk_encryption_set_id"),
            "securityProfile": later(disk.get("security_profile"), confidential_inputs),
        }
    )


def confidential_inputs(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return the encryption for confidential VMs."""
    return without_missing(
        {
            "confidentialVMEncryptionType": profile.get("confidential_vm_encryption_type"),
            "secureVMDiskEncryptionSetId": profile.get("secure_vm_disk_encryption_set_id"),
        }
    )


def data_disk_inputs(disk: Mapping[str, Any]) -> dict[str, Any]:
    """Return the encryption of one data disk."""
    return without_missing({"lun": disk.get("lun"), "diskEncryptionSetId": disk.get("disk_encryption_set_id")})
