"""Galleries, definitions and versions with every field that the API has; RESPELLED=true writes each word otherwise."""

import os
from typing import Any

import pulumi

from pulumi_azure_compute_gallery import Gallery, regions, source

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"
SOURCES = f"{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers"
SNAPSHOTS = f"{SOURCES}/Microsoft.Compute/snapshots"
SETS = f"{SOURCES}/Microsoft.Compute/diskEncryptionSets"
IDENTITY = f"{SOURCES}/Microsoft.ManagedIdentity/userAssignedIdentities/publisher"
ACCOUNT = f"{SOURCES}/Microsoft.Storage/storageAccounts/mystorageaccount"
PERSON = "11111111-1111-1111-1111-111111111111"
ROBOT = "22222222-2222-2222-2222-222222222222"
TENANT = "33333333-3333-3333-3333-333333333333"
OTHER_SUBSCRIPTION = "44444444-4444-4444-4444-444444444444"

OTHERWISE = {
    "chinaeast2": "China East 2",
    "China East 2": "chinaeast2",
    "chinanorth2": "CHINA NORTH 2",
    "2035-12-31": "2035-12-31T00:00:00Z",
    "Compute Gallery Image Reader": "cf7c76d2-98a3-4358-a134-615aa78bf44d",
    "SystemAssigned, UserAssigned": "systemassigned, userassigned",
}
WORDS = (
    "Linux",
    "Generalized",
    "V2",
    "x64",
    "Arm64",
    "TrustedLaunchAndConfidentialVmSupported",
    "TrustedLaunchSupported",
    "SCSI",
    "NVMe",
    "Standard_LRS",
    "Standard_ZRS",
    "Premium_LRS",
    "StandardSSD_LRS",
    "EdgeZone",
    "Full",
    "Shallow",
    "ReadOnly",
    "ReadWrite",
    "EncryptedWithCmk",
    "MicrosoftWindowsTemplate",
    "x509",
    "sha256",
    "CanNotDelete",
    "ServicePrincipal",
    "Community",
    "Groups",
    "Reader",
)
RESPELLED = os.environ.get("RESPELLED") == "true"
PLACE: dict[str, Any] = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}


def spelled(tree: Any) -> Any:  # noqa: ANN401 arguments of any shape
    """Return the arguments as they stand here, or with each region, date and word spelled otherwise."""
    if isinstance(tree, dict):
        return {name: spelled(part) for name, part in tree.items()}
    if isinstance(tree, list):
        parts = [spelled(part) for part in tree]
        return parts[::-1] if RESPELLED and tree == ["SCSI", "NVMe"] else parts
    if not RESPELLED or not isinstance(tree, str):
        return tree
    return OTHERWISE.get(tree, tree.swapcase() if tree in WORDS else tree)


def encryption(region: str) -> dict[str, Any]:
    """Return the encryption of both disks in one region."""
    return {
        "os_disk_image": {
            "disk_encryption_set_id": f"{SETS}/{region}",
            "security_profile": {
                "confidential_vm_encryption_type": "EncryptedWithCmk",
                "secure_vm_disk_encryption_set_id": f"{SETS}/{region}-secure",
            },
        },
        "data_disk_images": [
            {"lun": 0, "disk_encryption_set_id": f"{SETS}/{region}"},
            {"lun": 7, "disk_encryption_set_id": f"{SETS}/{region}"},
        ],
    }


def region(name: str, **own: Any) -> dict[str, Any]:  # noqa: ANN401 arguments of any kind
    """Return a target region with all that it can have."""
    canonical = name.replace(" ", "").lower()
    return {"name": name, "encryption": encryption(canonical), "regional_replica_count": 2, **own}


VERSION: dict[str, Any] = {
    "source": source.snapshot(f"{SNAPSHOTS}/secondGeneration"),
    "host_caching": "ReadWrite",
    "data_disks": [
        {"lun": 0, "source": {"snapshot_id": f"{SNAPSHOTS}/myDataSnapshot"}, "host_caching": "ReadOnly"},
        {
            "lun": 7,
            "source": {"vhd": {"uri": "https://example.com/vhds/data.vhd", "storage_account": ACCOUNT}},
            "host_caching": "None",
        },
    ],
    "target_regions": [
        region(
            "chinaeast2",
            storage_account_type="Premium_LRS",
            additional_replica_sets=[{"regional_replica_count": 1, "storage_account_type": "Standard_ZRS"}],
        ),
        region("chinanorth2", exclude_from_latest=True),
    ],
    "target_extended_locations": [
        {
            "name": "China East 2",
            "extended_location": {"name": "microsoftedge1", "type": "EdgeZone"},
            "extended_location_replica_count": 2,
            "storage_account_type": "StandardSSD_LRS",
        }
    ],
    "replica_count": 3,
    "storage_account_type": "Standard_LRS",
    "exclude_from_latest": False,
    "end_of_life_date": "2035-12-31",
    "replication_mode": "Full",
    "security_profile": {
        "uefi_settings": {
            "signature_template_names": ["MicrosoftWindowsTemplate"],
            "additional_signatures": {
                "pk": {"type": "x509", "value": ["cGs="]},
                "kek": [{"type": "x509", "value": ["a2Vr"]}],
                "db": [{"type": "sha256", "value": ["e9wl0WlO+YR4Khb28XEMHGvIO6ehMbUVuvUyvqAh0BE="]}],
                "dbx": [{"type": "sha256", "value": ["5KSayRrpeiX2C74vpuJYCa+U35dapC09sp7cF+ROaYk="]}],
            },
        }
    },
    "restore": False,
    "tags": {"build": "42"},
}

DEFINITION: dict[str, Any] = {
    "os_type": "Linux",
    "os_state": "Generalized",
    "hyper_v_generation": "V2",
    "architecture": "x64",
    "identifier": {"publisher": "contoso", "offer": "linux", "sku": "confidential"},
    "security_type": "TrustedLaunchAndConfidentialVmSupported",
    "accelerated_networking": True,
    "hibernation": False,
    "disk_controller_types": ["SCSI", "NVMe"],
    "allow_update_image": True,
    "starts_at_version": "1.0.0",
    "features_start_at": {"hibernation": "2.0.0"},
    "disallowed": {"disk_types": ["Standard_LRS"]},
    "description": "All of it",
    "release_note_uri": "https://example.com/notes",
    "privacy_statement_uri": "https://example.com/privacy",
    "eula": "https://example.com/eula",
    "end_of_life_date": "2035-12-31",
    "recommended": {"v_cpus": {"min": 2, "max": 64}, "memory": {"min": 4, "max": 256}},
    "purchase_plan": {"name": "plan", "product": "product", "publisher": "publisher"},
    "tags": {"team": "images"},
    "role_assignments": [{"principal_id": ROBOT, "role": "Reader", "principal_type": "ServicePrincipal"}],
    "versions": {"1.0.0": VERSION},
}

SMALL: dict[str, Any] = {
    "os_type": "Linux",
    "os_state": "Specialized",
    "hyper_v_generation": "V1",
    "identifier": {"publisher": "contoso", "offer": "linux", "sku": "small"},
    "versions": {
        "1.0.0": {
            "source": source.virtual_machine(f"{SOURCES}/Microsoft.Compute/virtualMachines/myVM"),
            "replication_mode": "Shallow",
            "block_deletion_before_end_of_life": False,
            "target_regions": regions("chinaeast2"),
        }
    },
}

private: Any = {
    "gallery_name": "everyField",
    **PLACE,
    "description": "All of it",
    "tags": {"team": "images"},
    "identity": {"type": "SystemAssigned, UserAssigned", "user_assigned_identities": [IDENTITY]},
    "soft_delete_policy": {"is_soft_delete_enabled": False},
    "lock": {"level": "CanNotDelete", "notes": "Ask the image team"},
    "role_assignments": [
        {
            "principal_id": PERSON,
            "role": "Compute Gallery Image Reader",
            "description": "For the build",
            "condition": "@Resource[a] StringEquals 'b'",
        }
    ],
    "definitions": {"confidential": DEFINITION, "small": SMALL},
}
community: Any = {
    "gallery_name": "forEverybody",
    **PLACE,
    "sharing_profile": {
        "permissions": "Community",
        "community_gallery_info": {
            "eula": "https://example.com/eula",
            "public_name_prefix": "contoso",
            "publisher_contact": "images@example.com",
            "publisher_uri": "https://example.com",
        },
    },
}
groups: Any = {
    "gallery_name": "forGroups",
    **PLACE,
    "sharing_profile": {"permissions": "Groups", "subscription_ids": [OTHER_SUBSCRIPTION], "tenant_ids": [TENANT]},
}

Gallery("private", spelled(private))
for name, args in (("community", community), ("groups", groups)):
    gallery = Gallery(name, spelled(args))
    pulumi.export(name, {"share": gallery.sharing_commands, "reset": gallery.sharing_reset_commands})
    pulumi.export(f"{name}-names", gallery.public_names)
