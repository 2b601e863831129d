"""The bodies of galleries, image definitions and image versions, as the API describes them (2018-06-01 to 2026-03-03).

Members stand in the order in which Azure answers them. `read_only` members are what a client that does GET and then
PUT sends back. Limits: docs "Troubleshoot images in an Azure Compute Gallery" and "Store and share images in an Azure
Compute Gallery".
"""

from compute_gallery_emulator.schema import Array, Boolean, Choice, Integer, Object, Text, Timestamp

__all__ = [
    "GALLERY",
    "GALLERY_IMAGE",
    "GALLERY_IMAGE_VERSION",
    "SHARING_UPDATE",
    "STORAGE_ACCOUNT_TYPES",
    "TARGET_REGION",
]

STORAGE_ACCOUNT_TYPES = ("Standard_LRS", "Standard_ZRS", "Premium_LRS", "PremiumV2_LRS")
_EDGE_STORAGE_ACCOUNT_TYPES = ("Standard_LRS", "Standard_ZRS", "StandardSSD_LRS", "Premium_LRS")
_REPLICAS = Integer(1, 100)
_DAYS = Integer(0, 36_500)
_HOST_CACHING = Choice(("None", "ReadOnly", "ReadWrite"))

GALLERY = Object(
    {
        "description": Text(),
        "identifier": Object({}, read_only=("uniqueName",)),
        "sharingProfile": Object(
            {
                "permissions": Choice(("Private", "Groups", "Community")),
                "communityGalleryInfo": Object(
                    {
                        "publisherUri": Text(),
                        "publisherContact": Text(),
                        "eula": Text(),
                        "publicNamePrefix": Text(),
                    },
                    read_only=("communityGalleryEnabled", "publicNames"),
                ),
            },
            read_only=("groups",),
        ),
        "softDeletePolicy": Object(
            {"isSoftDeleteEnabled": Boolean(), "retentionPeriodInDays": _DAYS, "gracePeriodInDays": _DAYS}
        ),
    },
    read_only=("provisioningState", "sharingStatus"),
)

SHARING_UPDATE = Object(
    {
        "operationType": Choice(("Add", "Remove", "Reset", "EnableCommunity")),
        "groups": Array(Object({"type": Choice(("Subscriptions", "AADTenants")), "ids": Array(Text())})),
    },
    required=("operationType",),
)

_RANGE = Object({"min": Integer(0), "max": Integer(0)})

GALLERY_IMAGE = Object(
    {
        "hyperVGeneration": Choice(("V1", "V2")),
        "architecture": Choice(("x64", "Arm64")),
        "features": Array(Object({"startsAtVersion": Text(), "name": Text(), "value": Text()}, required=("name",))),
        "osType": Choice(("Windows", "Linux")),
        "osState": Choice(("Generalized", "Specialized")),
        "identifier": Object(
            {"publisher": Text(), "offer": Text(), "sku": Text()}, required=("publisher", "offer", "sku")
        ),
        "recommended": Object({"vCPUs": _RANGE, "memory": _RANGE}),
        "disallowed": Object({"diskTypes": Array(Text())}),
        "purchasePlan": Object({"name": Text(), "publisher": Text(), "product": Text()}),
        "description": Text(),
        "eula": Text(),
        "privacyStatementUri": Text(),
        "releaseNoteUri": Text(),
        "endOfLifeDate": Timestamp(),
        "allowUpdateImage": Boolean(),
    },
    required=("osType", "identifier"),
    read_only=("provisioningState",),
)

_DATA_DISK_ENCRYPTION = Object({"lun": Integer(0), "diskEncryptionSetId": Text()}, required=("lun",))
_CONFIDENTIAL_TYPES = ("EncryptedVMGuestStateOnlyWithPmk", "EncryptedWithPmk", "EncryptedWithCmk", "NonPersistedTPM")
_ENCRYPTION = Object(
    {
        "osDiskImage": Object(
            {
                "securityProfile": Object(
                    {"confidentialVMEncryptionType": Choice(_CONFIDENTIAL_TYPES), "secureVMDiskEncryptionSetId": Text()}
                ),
                "diskEncryptionSetId": Text(),
            }
        ),
        "dataDiskImages": Array(_DATA_DISK_ENCRYPTION),
    }
)
TARGET_REGION = Object(
    {
        "name": Text(128),
        "regionalReplicaCount": _REPLICAS,
        "storageAccountType": Choice(STORAGE_ACCOUNT_TYPES),
        "encryption": _ENCRYPTION,
        "excludeFromLatest": Boolean(),
        "additionalReplicaSets": Array(
            Object({"storageAccountType": Choice(STORAGE_ACCOUNT_TYPES), "regionalReplicaCount": _REPLICAS})
        ),
    },
    required=("name",),
)
_TARGET_EXTENDED_LOCATION = Object(
    {
        "extendedLocation": Object({"type": Choice(("EdgeZone", "Unknown")), "name": Text()}),
        "name": Text(128),
        "extendedLocationReplicaCount": _REPLICAS,
        "storageAccountType": Choice(_EDGE_STORAGE_ACCOUNT_TYPES),
        "encryption": _ENCRYPTION,
    },
    required=("name",),
)
_DISK_SOURCE = Object({"uri": Text(), "storageAccountId": Text(), "id": Text()})
_DISK_READ_ONLY = ("sizeInGB",)
_UEFI_KEY = Object({"type": Choice(("sha256", "x509")), "value": Array(Text())})

GALLERY_IMAGE_VERSION = Object(
    {
        "publishingProfile": Object(
            {
                "targetRegions": Array(TARGET_REGION),
                "targetExtendedLocations": Array(_TARGET_EXTENDED_LOCATION),
                "replicaCount": _REPLICAS,
                "excludeFromLatest": Boolean(),
                "endOfLifeDate": Timestamp(),
                "storageAccountType": Choice(STORAGE_ACCOUNT_TYPES),
                "replicationMode": Choice(("Full", "Shallow")),
            },
            read_only=("publishedDate",),
        ),
        "storageProfile": Object(
            {
                "source": Object({"id": Text(), "virtualMachineId": Text(), "communityGalleryImageId": Text()}),
                "osDiskImage": Object(
                    {"hostCaching": _HOST_CACHING, "source": _DISK_SOURCE}, read_only=_DISK_READ_ONLY
                ),
                "dataDiskImages": Array(
                    Object(
                        {"lun": Integer(0), "hostCaching": _HOST_CACHING, "source": _DISK_SOURCE},
                        required=("lun",),
                        read_only=_DISK_READ_ONLY,
                    )
                ),
            }
        ),
        "safetyProfile": Object(
            {"allowDeletionOfReplicatedLocations": Boolean(), "blockDeletionBeforeEndOfLife": Boolean()},
            read_only=("reportedForPolicyViolation", "policyViolations"),
        ),
        "securityProfile": Object(
            {
                "uefiSettings": Object(
                    {
                        "signatureTemplateNames": Array(
                            Choice(
                                (
                                    "NoSignatureTemplate",
                                    "MicrosoftUefiCertificateAuthorityTemplate",
                                    "MicrosoftWindowsTemplate",
                                )
                            )
                        ),
                        "additionalSignatures": Object(
                            {
                                "pk": _UEFI_KEY,
                                "kek": Array(_UEFI_KEY),
                                "db": Array(_UEFI_KEY),
                                "dbx": Array(_UEFI_KEY),
                            }
                        ),
                    }
                )
            }
        ),
        "restore": Boolean(),
    },
    read_only=("provisioningState", "replicationStatus", "validationsProfile"),
)
