"""The bodies of VM applications, their versions, and in-VM access control profiles, as the API describes them.

Members stand in the order in which Azure answers them. Limits: Azure's page "VM applications".
"""

from compute_gallery_emulator.gallery_schemas import STORAGE_ACCOUNT_TYPES, TARGET_REGION
from compute_gallery_emulator.schema import Array, Boolean, Choice, Dictionary, Integer, Object, Text, Timestamp

__all__ = [
    "ACCESS_CONTROL_PROFILE",
    "ACCESS_CONTROL_PROFILE_VERSION",
    "GALLERY_APPLICATION",
    "GALLERY_APPLICATION_VERSION",
]

_LONGEST_ACTION = 4096
_OS = Choice(("Windows", "Linux"))
_CUSTOM_ACTIONS = Array(
    Object(
        {
            "name": Text(),
            "script": Text(),
            "description": Text(),
            "parameters": Array(
                Object(
                    {
                        "name": Text(),
                        "required": Boolean(),
                        "type": Choice(("String", "ConfigurationDataBlob", "LogOutputBlob")),
                        "defaultValue": Text(),
                        "description": Text(),
                    },
                    required=("name",),
                )
            ),
        },
        required=("name", "script"),
    )
)

GALLERY_APPLICATION = Object(
    {
        "supportedOSType": _OS,
        "description": Text(),
        "eula": Text(),
        "privacyStatementUri": Text(),
        "releaseNoteUri": Text(),
        "endOfLifeDate": Timestamp(),
        "customActions": _CUSTOM_ACTIONS,
    },
    required=("supportedOSType",),
    read_only=("provisioningState",),
)

GALLERY_APPLICATION_VERSION = Object(
    {
        "publishingProfile": Object(
            {
                "source": Object({"mediaLink": Text(), "defaultConfigurationLink": Text()}, required=("mediaLink",)),
                "manageActions": Object(
                    {
                        "install": Text(_LONGEST_ACTION),
                        "remove": Text(_LONGEST_ACTION),
                        "update": Text(_LONGEST_ACTION),
                    },
                    required=("install", "remove"),
                ),
                "settings": Object(
                    {
                        "packageFileName": Text(_LONGEST_ACTION),
                        "configFileName": Text(_LONGEST_ACTION),
                        "scriptBehaviorAfterReboot": Choice(("None", "Rerun")),
                    }
                ),
                "advancedSettings": Dictionary(),
                "enableHealthCheck": Boolean(),
                "customActions": _CUSTOM_ACTIONS,
                "targetRegions": Array(TARGET_REGION),
                "replicaCount": Integer(1, 10),
                "excludeFromLatest": Boolean(),
                "endOfLifeDate": Timestamp(),
                "storageAccountType": Choice(STORAGE_ACCOUNT_TYPES),
                "replicationMode": Choice(("Full", "Shallow")),
            },
            read_only=("publishedDate",),
        ),
        "safetyProfile": Object({"allowDeletionOfReplicatedLocations": Boolean()}),
    },
    required=("publishingProfile",),
    read_only=("provisioningState", "replicationStatus"),
)

ACCESS_CONTROL_PROFILE = Object(
    {"description": Text(), "osType": _OS, "applicableHostEndpoint": Choice(("WireServer", "IMDS"))},
    required=("osType", "applicableHostEndpoint"),
    read_only=("provisioningState",),
)

_NAMES = Array(Text())

ACCESS_CONTROL_PROFILE_VERSION = Object(
    {
        "mode": Choice(("Audit", "Enforce", "Disabled")),
        "defaultAccess": Choice(("Allow", "Deny")),
        "rules": Object(
            {
                "privileges": Array(
                    Object({"name": Text(), "path": Text(), "queryParameters": Dictionary()}, required=("name", "path"))
                ),
                "roles": Array(Object({"name": Text(), "privileges": _NAMES}, required=("name", "privileges"))),
                "identities": Array(
                    Object(
                        {
                            "name": Text(),
                            "userName": Text(),
                            "groupName": Text(),
                            "exePath": Text(),
                            "processName": Text(),
                        },
                        required=("name",),
                    )
                ),
                "roleAssignments": Array(
                    Object({"role": Text(), "identities": _NAMES}, required=("role", "identities"))
                ),
            }
        ),
        "targetLocations": Array(TARGET_REGION),
        "excludeFromLatest": Boolean(),
    },
    required=("mode", "defaultAccess"),
    read_only=("publishedDate", "provisioningState", "replicationStatus"),
)
