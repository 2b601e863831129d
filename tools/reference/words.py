"""Arguments that take one of a few words, or a region: an editor completes them."""

from collections.abc import Mapping, Sequence

from compute_gallery_rules import (
    EDGE_ZONE_STORAGE_ACCOUNT_TYPES,
    ENUMERATIONS,
    LOCK_LEVELS,
    PRINCIPAL_TYPES,
    SECURITY_TYPES,
    STORAGE_ACCOUNT_TYPES,
    ResourceKind,
)

__all__ = ["REGIONS_OF", "WORDS"]

GALLERY, DEFINITION, VERSION = (ENUMERATIONS[kind] for kind in ResourceKind)
CONFIDENTIAL = "publishingProfile.targetRegions[].encryption.osDiskImage.securityProfile.confidentialVMEncryptionType"

WORDS: Mapping[str, Sequence[str]] = {
    "AdditionalReplicaSet.storage_account_type": STORAGE_ACCOUNT_TYPES,
    "ConfidentialDiskEncryption.confidential_vm_encryption_type": VERSION[CONFIDENTIAL],
    "DataDisk.host_caching": VERSION["storageProfile.dataDiskImages[].hostCaching"],
    "GalleryIdentity.type": GALLERY["identity.type"],
    "ImageDefinitionArgs.architecture": DEFINITION["architecture"],
    "ImageDefinitionArgs.disk_controller_types": ("SCSI", "NVMe"),
    "ImageDefinitionArgs.hyper_v_generation": DEFINITION["hyperVGeneration"],
    "ImageDefinitionArgs.os_state": DEFINITION["osState"],
    "ImageDefinitionArgs.os_type": DEFINITION["osType"],
    "ImageDefinitionArgs.security_type": SECURITY_TYPES,
    "ImageVersionArgs.host_caching": VERSION["storageProfile.osDiskImage.hostCaching"],
    "ImageVersionArgs.replication_mode": VERSION["publishingProfile.replicationMode"],
    "ImageVersionArgs.storage_account_type": STORAGE_ACCOUNT_TYPES,
    "Lock.level": LOCK_LEVELS,
    "RoleAssignment.principal_type": PRINCIPAL_TYPES,
    "SharingProfile.permissions": GALLERY["sharingProfile.permissions"],
    "TargetExtendedLocation.storage_account_type": EDGE_ZONE_STORAGE_ACCOUNT_TYPES,
    "TargetRegion.storage_account_type": STORAGE_ACCOUNT_TYPES,
    "UefiKey.type": VERSION["securityProfile.uefiSettings.additionalSignatures.pk.type"],
}
"""The words of an argument, or of each element of a list, by its type and name; any casing is taken."""

REGIONS_OF = (
    "GalleryArgs.location",
    "GalleryArgs.retire_regions",
    "ImageDefinitionArgs.location",
    "ImageDefinitionArgs.retire_regions",
    "ImageVersionArgs.location",
    "Mirror.location",
    "TargetExtendedLocation.name",
    "TargetRegion.name",
)
"""Arguments that are a region, or a list of regions."""
