"""The inputs of the three resources, as data: which fields there are, and which hold mappings, lists, texts and more.

Source: the input classes of azure-native 3.29 (API version 2024-03-03). A dict is a mapping with these fields (or,
under "*", any), a list of one holds entries of that shape, BOOLEAN is a truth value, TEXT is a text (numbers and truth
values are sent as one), and ANY is what other rules judge, or nobody.
"""

from typing import Final, TypeAlias

from compute_gallery_rules.rule import ResourceKind

__all__ = ["ANY", "BOOLEAN", "SHAPES", "TEXT", "Shape"]

Shape: TypeAlias = "str | list[Shape] | dict[str, Shape]"

ANY: Final = "any"
BOOLEAN: Final = "boolean"
TEXT: Final = "text"

_TAGS: Shape = {"*": TEXT}
_RANGE: Shape = {"min": ANY, "max": ANY}
_KEY: Shape = {"type": ANY, "value": [TEXT]}
_DISK_SOURCE: Shape = {"id": ANY, "storageAccountId": ANY, "uri": ANY}
_ENCRYPTION: Shape = {
    "osDiskImage": {
        "diskEncryptionSetId": ANY,
        "securityProfile": {"confidentialVMEncryptionType": ANY, "secureVMDiskEncryptionSetId": ANY},
    },
    "dataDiskImages": [{"lun": ANY, "diskEncryptionSetId": ANY}],
}

SHAPES: Final[dict[ResourceKind, dict[str, Shape]]] = {
    ResourceKind.GALLERY: {
        "resourceGroupName": TEXT,
        "galleryName": ANY,
        "location": ANY,
        "description": TEXT,
        "identity": {"type": ANY, "userAssignedIdentities": [ANY]},
        "sharingProfile": {
            "permissions": ANY,
            "communityGalleryInfo": {
                "eula": TEXT,
                "publicNamePrefix": TEXT,
                "publisherContact": TEXT,
                "publisherUri": TEXT,
            },
        },
        "softDeletePolicy": {"isSoftDeleteEnabled": BOOLEAN},
        "tags": _TAGS,
    },
    ResourceKind.IMAGE_DEFINITION: {
        "resourceGroupName": TEXT,
        "galleryName": ANY,
        "galleryImageName": ANY,
        "location": ANY,
        "description": TEXT,
        "identifier": {"publisher": ANY, "offer": ANY, "sku": ANY},
        "osType": ANY,
        "osState": ANY,
        "hyperVGeneration": ANY,
        "architecture": ANY,
        "allowUpdateImage": BOOLEAN,
        "disallowed": {"diskTypes": [TEXT]},
        "endOfLifeDate": ANY,
        "eula": TEXT,
        "features": [{"name": ANY, "value": TEXT, "startsAtVersion": ANY}],
        "privacyStatementUri": TEXT,
        "purchasePlan": {"name": ANY, "product": ANY, "publisher": ANY},
        "recommended": {"memory": _RANGE, "vCPUs": _RANGE},
        "releaseNoteUri": TEXT,
        "tags": _TAGS,
    },
    ResourceKind.IMAGE_VERSION: {
        "resourceGroupName": TEXT,
        "galleryName": ANY,
        "galleryImageName": ANY,
        "galleryImageVersionName": ANY,
        "location": ANY,
        "publishingProfile": {
            "endOfLifeDate": ANY,
            "excludeFromLatest": BOOLEAN,
            "replicaCount": ANY,
            "replicationMode": ANY,
            "storageAccountType": ANY,
            "targetExtendedLocations": [
                {
                    "name": ANY,
                    "encryption": _ENCRYPTION,
                    "extendedLocation": {"name": ANY, "type": ANY},
                    "extendedLocationReplicaCount": ANY,
                    "storageAccountType": ANY,
                }
            ],
            "targetRegions": [
                {
                    "name": ANY,
                    "additionalReplicaSets": [{"regionalReplicaCount": ANY, "storageAccountType": ANY}],
                    "encryption": _ENCRYPTION,
                    "excludeFromLatest": BOOLEAN,
                    "regionalReplicaCount": ANY,
                    "storageAccountType": ANY,
                }
            ],
        },
        "restore": BOOLEAN,
        "safetyProfile": {"allowDeletionOfReplicatedLocations": BOOLEAN, "blockDeletionBeforeEndOfLife": BOOLEAN},
        "securityProfile": {
            "uefiSettings": {
                "additionalSignatures": {"db": [_KEY], "dbx": [_KEY], "kek": [_KEY], "pk": _KEY},
                "signatureTemplateNames": [ANY],
            }
        },
        "storageProfile": {
            "source": {"id": ANY, "virtualMachineId": ANY, "communityGalleryImageId": ANY},
            "osDiskImage": {"hostCaching": ANY, "source": _DISK_SOURCE, "sizeInGB": ANY},
            "dataDiskImages": [{"lun": ANY, "hostCaching": ANY, "source": _DISK_SOURCE, "sizeInGB": ANY}],
        },
        "tags": _TAGS,
    },
}
