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
MACHINE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/build"
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
