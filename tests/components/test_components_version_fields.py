"""The fields of a version beyond source and regions: encryption, edge zones, firmware keys, safety, restoring."""

from typing import Any

import pulumi
import pytest

from pulumi_azure_compute_gallery import guards
from tests.components.component_args import declare_definition, declare_version
from tests.components.component_run import SUBSCRIPTION, compute_id, run_program

SET = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/east"
SNAPSHOT = {"snapshot_id": compute_id("snapshots", "os")}
DISK = {"lun": 0, "source": {"snapshot_id": compute_id("snapshots", "data")}}
CUSTOMER_KEY = {"confidential_vm_encryption_type": "EncryptedWithCmk"}
ZONE = {"name": "chinaeast2", "extended_location": {"name": "microsoftedge1"}}
HASH = "qaKL0WWMAHGzXNVm6ehlVQUfXxSNzDTyFeGsOyyXZmA="


def sent(**own: Any) -> Any:  # noqa: ANN401 arguments of any kind
    """Return the inputs of a version."""
    return run_program(lambda: declare_version(**own)).succeeded().inputs("first-version")


def test_encryption_of_a_region() -> None:
    """Each region has its disk encryption sets, by disk and LUN, and how confidential VMs are encrypted."""
    os_disk = {
        "disk_encryption_set_id": SET,
        "security_profile": {
            "confidential_vm_encryption_type": "encryptedwithcmk",
            "secure_vm_disk_encryption_set_id": f"{SET}-secure",
        },
    }

    def program() -> None:
        data_disk = {"lun": 0, "disk_encryption_set_id": pulumi.Output.from_input(SET)}
        encryption = {"os_disk_image": os_disk, "data_disk_images": [data_disk]}
        declare_version(
            source=SNAPSHOT, data_disks=[DISK], target_regions=[{"name": "chinaeast2", "encryption": encryption}]
        )

    (region,) = run_program(program).succeeded().inputs("first-version")["publishingProfile"]["targetRegions"]
    assert region["encryption"] == {
        "osDiskImage": {
            "diskEncryptionSetId": SET,
            "securityProfile": {
                "confidentialVMEncryptionType": "EncryptedWithCmk",
                "secureVMDiskEncryptionSetId": f"{SET}-secure",
            },
        },
        "dataDiskImages": [{"lun": 0, "diskEncryptionSetId": SET}],
    }


@pytest.mark.parametrize("spelling", ["confidentialVMEncryptionType", "confidentialVmEncryptionType"])
def test_encryption_is_read_in_either_camel_case(spelling: str) -> None:
    """The stack's config writes azure-native's name, the plugin for other languages its own: both are one argument."""
    disk = {"securityProfile": {spelling: "EncryptedWithPmk"}}
    region = {"name": "chinaeast2", "encryption": {"osDiskImage": disk}}
    (made,) = sent(target_regions=[region])["publishingProfile"]["targetRegions"]
    profile = made["encryption"]["osDiskImage"]["securityProfile"]
    assert profile == {"confidentialVMEncryptionType": "EncryptedWithPmk"}


def test_edge_zones_have_azures_defaults_by_name() -> None:
    """An edge zone takes its region by any spelling; storage, replicas and type are sent where they are not given."""
    zone = {"name": "chinaeast2", "extended_location": {"name": "microsoftedge1"}}
    assert sent(target_extended_locations=[zone])["publishingProfile"]["targetExtendedLocations"] == [
        {
            "name": "China East 2",
            "extendedLocation": {"name": "microsoftedge1", "type": "EdgeZone"},
            "extendedLocationReplicaCount": 1,
            "storageAccountType": "StandardSSD_LRS",
        }
    ]
    full = {
        "name": "China East 2",
        "extended_location": {"name": "microsoftedge1", "type": "edgezone"},
        "extended_location_replica_count": 3,
        "storage_account_type": "premium_lrs",
        "encryption": {"os_disk_image": {"security_profile": {"confidential_vm_encryption_type": "encryptedwithpmk"}}},
    }
    (made,) = sent(target_extended_locations=[full])["publishingProfile"]["targetExtendedLocations"]
    assert (made["extendedLocationReplicaCount"], made["storageAccountType"]) == (3, "Premium_LRS")
    profile = made["encryption"]["osDiskImage"]["securityProfile"]
    assert profile == {"confidentialVMEncryptionType": "EncryptedWithPmk"}


def test_additional_replica_sets() -> None:
    """A region may have further replicas for disks, in Azure's spelling of their storage."""
    sets = [{"regional_replica_count": 2, "storage_account_type": "premiumv2_lrs"}]
    (region,) = sent(target_regions=[{"name": "chinaeast2", "additional_replica_sets": sets}])["publishingProfile"][
        "targetRegions"
    ]
    assert region["additionalReplicaSets"] == [{"regionalReplicaCount": 2, "storageAccountType": "PremiumV2_LRS"}]


def test_firmware_keys() -> None:
    """Templates and keys of secure boot are sent as they are, in Azure's casing of the words."""
    key = {"type": "SHA256", "value": [HASH]}
    settings = {
        "signature_template_names": ["microsoftwindowstemplate"],
        "additional_signatures": {"pk": {"type": "X509", "value": ["cGs="]}, "kek": [], "db": [key], "dbx": [key]},
    }
    spelled = {"type": "sha256", "value": [HASH]}
    assert sent(security_profile={"uefi_settings": settings})["securityProfile"] == {
        "uefiSettings": {
            "signatureTemplateNames": ["MicrosoftWindowsTemplate"],
            "additionalSignatures": {
                "pk": {"type": "x509", "value": ["cGs="]},
                "kek": [],
                "db": [spelled],
                "dbx": [spelled],
            },
        }
    }


def test_safety_is_always_said_and_restoring_only_where_asked() -> None:
    """Both halves of the safety profile are sent by name; restore is about one request, and sent only where given."""
    plain = sent()
    assert plain["safetyProfile"] == {
        "allowDeletionOfReplicatedLocations": False,
        "blockDeletionBeforeEndOfLife": False,
    }
    assert "restore" not in plain
    asked = sent(block_deletion_before_end_of_life=True, end_of_life_date="2099-12-31", restore=True)
    assert asked["safetyProfile"]["blockDeletionBeforeEndOfLife"] is True
    assert asked["restore"] is True


def test_words_are_sent_in_azures_casing() -> None:
    """Replication mode and host caching may be written in any casing."""
    disk = {**DISK, "host_caching": "readonly"}
    inputs = sent(source=SNAPSHOT, data_disks=[disk], replication_mode="FULL", host_caching="readwrite")
    assert inputs["publishingProfile"]["replicationMode"] == "Full"
    assert inputs["storageProfile"]["osDiskImage"]["hostCaching"] == "ReadWrite"
    assert inputs["storageProfile"]["dataDiskImages"][0]["hostCaching"] == "ReadOnly"


def region_with(encryption: object) -> dict[str, Any]:
    """Return arguments with one region's encryption."""
    return {"target_regions": [{"name": "chinaeast2", "encryption": encryption}]}


@pytest.mark.parametrize(
    ("own", "field", "said"),
    [
        (
            region_with({"os_disk_image": {"disk_encryption_set_id": "mine"}}),
            "target_regions[0].encryption.os_disk_image.disk_encryption_set_id",
            "is no resource id of a disk encryption set",
        ),
        (
            region_with({"os_disk_image": {"security_profile": CUSTOMER_KEY}}),
            "target_regions[0].encryption.os_disk_image.security_profile.secure_vm_disk_encryption_set_id",
            "is missing with confidential_vm_encryption_type EncryptedWithCmk",
        ),
        (
            {
                "source": SNAPSHOT,
                "data_disks": [DISK],
                **region_with({"data_disk_images": [{"lun": 4, "disk_encryption_set_id": SET}]}),
            },
            "target_regions[0].encryption.data_disk_images[0].lun",
            "is the LUN of no data disk",
        ),
        (region_with({"os_disk": {}}), "target_regions[0].encryption.os_disk", 'Write "os_disk_image"'),
        (
            {"target_extended_locations": [{**ZONE, "storage_account_type": "PremiumV2_LRS"}]},
            "target_extended_locations[0].storage_account_type",
            "StandardSSD_LRS",
        ),
        (
            {"target_extended_locations": [{**ZONE, "extended_location_replica_count": 0}]},
            "target_extended_locations[0].extended_location_replica_count",
            "from 1 to 100",
        ),
        (
            {"security_profile": {"uefi_settings": {"signature_template_names": ["MicrosoftWindowsTemplat"]}}},
            "security_profile.uefi_settings.signature_template_names[0]",
            "Write MicrosoftWindowsTemplate",
        ),
        ({"restore": "yes"}, "restore", "true or false"),
        ({"block_deletion_before_end_of_life": 1}, "block_deletion_before_end_of_life", "true or false"),
        (
            {"replication_mode": "Shallow", **region_with({"os_disk_image": {"disk_encryption_set_id": SET}})},
            "target_regions[0].encryption",
            "no disk encryption set with Shallow",
        ),
    ],
)
def test_findings_name_the_argument(own: dict[str, Any], field: str, said: str) -> None:
    """A mistake in one of these fields is told once, under the argument's own name."""
    (finding,) = run_program(lambda: declare_version(**own)).refused()
    assert finding.startswith(f"ImageVersion 'first': {field}")
    assert said in finding


@pytest.mark.parametrize(
    ("retired", "told"),
    [
        ("China East 2/MicrosoftEdge1", False),
        ("chinaeast2/microsoftedge2", True),
        ("chinaeast2", False),
        ("China North", True),
    ],
)
def test_azure_is_told_where_a_place_is_retired(retired: str, told: bool) -> None:  # noqa: FBT001
    """Azure may delete in a region, or an edge zone by region and zone, that may go and is no place of the version."""

    def program() -> None:
        declare_version(target_regions=[{"name": "chinaeast2"}], target_extended_locations=[ZONE])
        guards(retire_regions=[retired])

    made = run_program(program).succeeded().inputs("first-version")
    assert made["safetyProfile"]["allowDeletionOfReplicatedLocations"] is told


def test_edge_zone_is_retired_by_region_and_zone() -> None:
    """Of what is named the region is looked up, and what was meant is advised together with the zone."""

    def warnings(zone: str) -> list[str]:
        return run_program(lambda: declare_definition(retire_regions=[zone])).succeeded().warnings

    assert warnings("chinaeast2/microsoftedge1") == []
    (told,) = warnings("chinaest2/microsoftedge1")
    assert 'retire_regions[0]: "chinaest2/microsoftedge1" is no region that is known' in told
    assert 'Write "China East 2/microsoftedge1".' in told
