"""Declarations that must agree with each other (S3, S13, S15)."""

import pytest

from compute_gallery_rules import (
    UNKNOWN,
    Severity,
    definition_against_gallery,
    version_against_definition,
    version_against_gallery,
    version_against_source,
)

ERROR, WARNING = Severity.ERROR, Severity.WARNING
COMPUTE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute"
MACHINE = f"{COMPUTE}/virtualMachines/build"
CONFIDENTIAL_TYPE = "encryption.osDiskImage.securityProfile.confidentialVMEncryptionType"
IMAGE = {
    "location": "China East 2",
    "hyperVGeneration": "V2",
    "storageProfile": {"osDisk": {"osType": "Linux", "osState": "Generalized"}},
}
DEFINITION = {"osType": "Linux", "osState": "Generalized", "hyperVGeneration": "V2"}
VERSION = {"location": "chinaeast2"}


def trusted(kind: object) -> dict[str, object]:
    """Make a definition of a security type."""
    return {"features": [{"name": "SecurityType", "value": kind}]}


def test_a_version_agrees_with_its_source() -> None:
    """Region in either spelling, OS type and state, generation: all agree (S3, S13)."""
    assert version_against_source(VERSION, IMAGE, "managed_image", DEFINITION) == ()
    assert version_against_source(VERSION, IMAGE, "managed_image") == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"osType": "Windows"}, "osType"),
        ({"osState": "Specialized"}, "osState"),
        ({"hyperVGeneration": "V1"}, "hyperVGeneration"),
        ({"hyperVGeneration": None}, "hyperVGeneration"),
        ({"hyperVGeneration": UNKNOWN}, None),
        ({"osType": "linux"}, None),
    ],
)
def test_a_definition_has_what_its_source_has(changed: dict[str, object], field: str | None) -> None:
    """Each difference is an error that shows both sides; the default generation is V1 (S13)."""
    findings = version_against_source(VERSION, IMAGE, "managed_image", {**DEFINITION, **changed})
    assert [finding.field for finding in findings] == ([field] if field else [])


def test_a_source_lies_in_the_versions_region() -> None:
    """The message shows both regions (S3)."""
    [finding] = version_against_source({"location": "chinanorth3"}, IMAGE, "managed_image")
    assert "China East 2" in finding.text("version")
    assert "chinanorth3" in finding.text("version")


def test_a_disks_architecture_counts() -> None:
    """The default architecture is x64."""
    disk = {"osType": "Linux", "hyperVGeneration": "V2", "supportedCapabilities": {"architecture": "Arm64"}}
    [finding] = version_against_source(VERSION, disk, "disk", DEFINITION)
    assert finding.field == "architecture"
    assert version_against_source(VERSION, disk, "snapshot", {**DEFINITION, "architecture": "Arm64"}) == ()


@pytest.mark.parametrize(
    ("plan", "fields"),
    [
        ({"name": "n", "product": "p", "publisher": "b"}, []),
        ({"name": "n", "product": "p", "publisher": "other"}, ["purchasePlan.publisher"]),
        (None, ["purchasePlan.name", "purchasePlan.product", "purchasePlan.publisher"]),
        (UNKNOWN, []),
    ],
)
def test_a_third_partys_plan_is_copied(plan: object, fields: list[str]) -> None:
    """The definition has exactly the plan of its source (S15)."""
    machine = {"plan": {"name": "n", "product": "p", "publisher": "b"}}
    findings = version_against_source(VERSION, machine, "virtual_machine", {**DEFINITION, "purchasePlan": plan})
    assert [finding.field for finding in findings] == fields


def test_some_machines_are_no_sources() -> None:
    """An ephemeral OS disk, an Ultra disk and an unmanaged disk are errors, the address without its token."""
    machine = {
        "storageProfile": {
            "osDisk": {"diffDiskSettings": {"option": "Local"}, "vhd": {"uri": "https://a/b.vhd?sig=SECRET"}},
            "dataDisks": [{"managedDisk": {"storageAccountType": "UltraSSD_LRS"}}],
        }
    }
    findings = version_against_source(VERSION, machine, "virtual_machine")
    assert {finding.severity for finding in findings} == {ERROR}
    assert len(findings) == 3
    assert "SECRET" not in " ".join(finding.text("version") for finding in findings)


def test_a_machine_is_no_source_for_a_supported_type() -> None:
    """A virtual machine's image is TrustedLaunch, not TrustedLaunchSupported."""
    for field in ("id", "virtualMachineId"):
        version = {"storageProfile": {"source": {field: MACHINE}}}
        assert [
            finding.severity for finding in version_against_definition(version, trusted("TrustedLaunchSupported"))
        ] == [WARNING]
        assert version_against_definition(version, trusted("TrustedLaunch")) == ()


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("TrustedLaunchSupported", "a virtual machine for TrustedLaunch"),
        ("confidentialvmsupported", "a virtual machine for ConfidentialVM"),
        ("TrustedLaunchAndConfidentialVmSupported", "a virtual machine for TrustedLaunch or ConfidentialVM"),
    ],
)
def test_the_type_for_a_machine_is_named(kind: str, own: str) -> None:
    """It is one that Azure has."""
    [finding] = version_against_definition({"storageProfile": {"source": {"id": MACHINE}}}, trusted(kind))
    assert finding.allowed.endswith(own)


@pytest.mark.parametrize(
    ("storage", "severities"),
    [
        ({"source": {"id": f"{COMPUTE}/images/golden"}}, [ERROR]),
        ({"source": {"id": f"{COMPUTE}/galleries/g/images/i/versions/1.0.0"}}, [WARNING]),
        ({"osDiskImage": {"source": {"uri": "https://a.blob.core.windows.net/vhds/os.vhd"}}}, [WARNING]),
        ({"osDiskImage": {"source": {"uri": UNKNOWN}}}, []),
        ({"source": {"id": MACHINE}}, []),
        ({"source": {"virtualMachineId": MACHINE}}, []),
        ({"source": {"id": UNKNOWN}}, []),
        ({"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/os"}}}, []),
        ({"osDiskImage": {"source": {"id": f"{COMPUTE}/snapshots/os"}}}, []),
    ],
)
def test_a_confidential_version_comes_from_a_machine_or_its_disk(
    storage: dict[str, object], severities: list[Severity]
) -> None:
    """Azure refuses a managed image, and names machines, disks and snapshots as what it takes."""
    findings = version_against_definition({"storageProfile": storage}, trusted("ConfidentialVM"))
    assert [finding.severity for finding in findings] == severities
    for other in ("ConfidentialVMSupported", UNKNOWN):
        of_disks = {"storageProfile": {**storage, "source": None}}
        assert version_against_definition(of_disks, trusted(other)) == ()


@pytest.mark.parametrize(
    ("regions", "fields"),
    [
        ([("chinaeast2", "EncryptedWithPmk")], []),
        ([("China East 2", "encryptedwithpmk"), ("chinanorth", "EncryptedWithPmk")], ["[1].name"]),
        ([("chinaeast2", "NonPersistedTPM"), ("chinanorth", "nonpersistedtpm")], []),
        ([("chinaeast2", UNKNOWN), ("chinanorth", UNKNOWN)], []),
        ([(UNKNOWN, "EncryptedWithPmk")], []),
        ([("chinaeast2", None)], [f"[0].{CONFIDENTIAL_TYPE}"]),
        ([("chinaeast2", "EncryptedWithPmk"), ("chinanorth", None)], [f"[1].{CONFIDENTIAL_TYPE}"]),
    ],
)
def test_a_confidential_version_stays_in_its_region(regions: list[tuple[object, object]], fields: list[str]) -> None:
    """And says how it is encrypted there; Azure replicates it only where it holds no state of a machine."""
    listed = [
        {"name": name, "encryption": {"osDiskImage": {"securityProfile": {"confidentialVMEncryptionType": kind}}}}
        for name, kind in regions
    ]
    version: dict[str, object] = {**VERSION, "publishingProfile": {"targetRegions": listed}}
    findings = version_against_definition(version, trusted("ConfidentialVM"))
    assert [finding.field for finding in findings] == [f"publishingProfile.targetRegions{field}" for field in fields]
    assert {finding.severity for finding in findings} <= {ERROR}
    assert version_against_definition(version, trusted("ConfidentialVMSupported")) == ()
    unplaced = {"publishingProfile": {"targetRegions": listed}}
    assert not any("name" in each.field for each in version_against_definition(unplaced, trusted("ConfidentialVM")))


def test_a_region_says_how_confidential_vms_are_encrypted() -> None:
    """Also where it has no encryption at all; one that is not known yet may say it."""
    for encryption, count in ((None, 1), ({}, 1), (UNKNOWN, 0), ({"osDiskImage": UNKNOWN}, 0), ("keys", 0)):
        listed = [{"name": "chinaeast2", "encryption": encryption}]
        version = {**VERSION, "publishingProfile": {"targetRegions": listed}}
        assert len(version_against_definition(version, trusted("ConfidentialVM"))) == count
    for profile in ({}, {"targetRegions": UNKNOWN}, {"targetRegions": None}):
        version = {**VERSION, "publishingProfile": profile}
        assert version_against_definition(version, trusted("ConfidentialVM")) == ()


def test_confidential_encryption_needs_a_confidential_definition() -> None:
    """Nothing is said where the definition's features are not known."""
    encryption = {"osDiskImage": {"securityProfile": {"confidentialVMEncryptionType": "EncryptedWithPmk"}}}
    version = {"publishingProfile": {"targetRegions": [{"encryption": encryption}]}}
    assert len(version_against_definition(version, {})) == 1
    assert version_against_definition(version, trusted("ConfidentialVM")) == ()
    assert version_against_definition(version, trusted(UNKNOWN)) == ()
    assert version_against_definition(version, {"features": UNKNOWN}) == ()


def test_a_version_does_not_outlive_its_definition() -> None:
    """A later end of life than the definition's is a warning; unreadable dates are another rule's."""
    for own, count in (("2031-01-01", 1), ("2030-01-01", 0), ("soon", 0), (UNKNOWN, 0)):
        version = {"publishingProfile": {"endOfLifeDate": own}}
        assert len(version_against_definition(version, {"endOfLifeDate": "2030-01-01"})) == count


@pytest.mark.parametrize(
    ("kind", "permissions", "count"),
    [
        ("TrustedLaunch", "Groups", 1),
        ("ConfidentialVM", "Community", 1),
        ("TrustedLaunchSupported", "Community", 0),
        ("TrustedLaunch", None, 0),
        ("TrustedLaunch", UNKNOWN, 0),
    ],
)
def test_some_security_types_stay_private(kind: str, permissions: object, count: int) -> None:
    """TrustedLaunch and ConfidentialVM are for private galleries."""
    gallery = {"sharingProfile": {"permissions": permissions}}
    assert len(definition_against_gallery(trusted(kind), gallery)) == count


def test_a_shared_gallery_takes_no_own_keys_and_no_other_region() -> None:
    """In a private gallery both are fine."""
    version = {
        "location": "chinanorth3",
        "publishingProfile": {
            "targetRegions": [{"name": "x", "encryption": {"dataDiskImages": [{"diskEncryptionSetId": "s"}]}}]
        },
    }
    shared = {"location": "chinaeast2", "sharingProfile": {"permissions": "Groups"}}
    assert [finding.field for finding in version_against_gallery(version, shared)] == [
        "publishingProfile.targetRegions[0].encryption",
        "location",
    ]
    assert version_against_gallery(version, {"location": "chinaeast2"}) == ()


def test_the_keys_of_an_edge_zone_stay_out_of_a_shared_gallery() -> None:
    """An edge zone's disk encryption sets are customer-managed keys like a region's."""
    zone = {"name": "westus", "encryption": {"osDiskImage": {"diskEncryptionSetId": "s"}}}
    version = {"publishingProfile": {"targetRegions": [{"name": "westus"}], "targetExtendedLocations": [zone]}}
    for permissions in ("Groups", "Community"):
        findings = version_against_gallery(version, {"sharingProfile": {"permissions": permissions}})
        assert [finding.field for finding in findings] == ["publishingProfile.targetExtendedLocations[0].encryption"]
