"""Azure's rules on identities, edge zones, replica sets, disk types, UEFI keys, and what a community gallery shows."""

from base64 import b64encode
from collections.abc import Mapping

import pytest

from compute_gallery_rules import (
    UNKNOWN,
    Finding,
    Severity,
    definition_against_gallery,
    judge_gallery,
    judge_image_definition,
    judge_image_version,
    version_against_definition,
    version_against_gallery,
)
from compute_gallery_rules.values.printable import carries_token

ERROR, WARNING = Severity.ERROR, Severity.WARNING
ID = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/images"
SET = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/weu"
VERSION_ID = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/u/versions/1.0.0"


def only(rule: str, findings: tuple[Finding, ...], severity: Severity) -> list[str]:
    """Return the fields of one rule's findings, all of which have this severity."""
    found = [each for each in findings if each.rule == rule]
    assert {each.severity for each in found} <= {severity}
    return [each.field for each in found]


@pytest.mark.parametrize(
    ("identity", "fields"),
    [
        ({"type": "UserAssigned", "userAssignedIdentities": [ID]}, []),
        ({"type": "systemassigned, userassigned", "userAssignedIdentities": [ID.upper(), UNKNOWN]}, []),
        ({"type": "SystemAssigned"}, []),
        ({"type": "UserAssigned"}, ["identity.userAssignedIdentities"]),
        ({"type": "UserAssigned", "userAssignedIdentities": []}, ["identity.userAssignedIdentities"]),
        ({"type": "UserAssigned", "userAssignedIdentities": UNKNOWN}, []),
        ({"type": UNKNOWN, "userAssignedIdentities": [ID]}, []),
        ({"type": "SystemAssigned", "userAssignedIdentities": [ID]}, ["identity.userAssignedIdentities"]),
        (
            {"type": "None", "userAssignedIdentities": ["me"]},
            [*["identity.userAssignedIdentities[0]"], "identity.userAssignedIdentities"],
        ),
        (UNKNOWN, []),
    ],
)
def test_an_identity_agrees_with_its_type(identity: object, fields: list[str]) -> None:
    """Ids stand where the type has user assigned identities, and only there."""
    assert only("gallery-identity", judge_gallery({"identity": identity}), ERROR) == fields


@pytest.mark.parametrize(
    ("types", "fields"),
    [
        (["Standard_LRS", "premium_lrs"], []),
        (["StandardLRS", "Standard_LRS", "STANDARD_LRS", UNKNOWN, 7], [0, 2, 4]),
        ([], []),
        (UNKNOWN, []),
    ],
)
def test_disallowed_disk_types_exist(types: object, fields: list[int]) -> None:
    """In any casing, each once; what disallows nothing is a warning."""
    found = judge_image_definition({"disallowed": {"diskTypes": types}})
    assert only("disallowed-disk-types", found, WARNING) == [f"disallowed.diskTypes[{index}]" for index in fields]


def test_two_disk_types_in_one_text_are_two_entries() -> None:
    """The advice leaves out neither of them."""
    [finding] = [
        one
        for one in judge_image_definition({"disallowed": {"diskTypes": ["Premium_LRS,StandardSSD_LRS"]}})
        if one.rule == "disallowed-disk-types"
    ]
    assert finding.instead == "an entry for each type"


@pytest.mark.parametrize(
    ("generation", "controllers", "found"),
    [
        ("V2", "SCSI, NVMe", False),
        ("V1", "SCSI, NVMe", True),
        (None, "nvme, scsi", True),
        (None, "SCSI", False),
        (UNKNOWN, "SCSI, NVMe", False),
        ("V1", UNKNOWN, False),
    ],
)
def test_nvme_goes_with_the_second_generation(generation: object, controllers: object, found: bool) -> None:  # noqa: FBT001
    """The first is Azure's default."""
    inputs = {"hyperVGeneration": generation, "features": [{"name": "diskControllerTypes", "value": controllers}]}
    expected = ["hyperVGeneration"] if found else []
    assert only("nvme-generation", judge_image_definition(inputs), WARNING) == expected


def zone(name: object, region: object = "westus") -> dict[str, object]:
    """Make an edge zone."""
    return {"name": region, "extendedLocation": {"name": name}}


@pytest.mark.parametrize(
    ("zones", "wrong"),
    [
        ([zone("la1"), zone("la2")], []),
        ([zone("la1"), zone("LA1", "West US")], [1]),
        ([zone("la1"), zone("la1", "eastus")], []),
        ([zone(None), zone(""), zone(3), {"name": "westus"}, UNKNOWN, zone(UNKNOWN)], [0, 1, 2, 3]),
        (None, []),
    ],
)
def test_edge_zones_are_named_once(zones: object, wrong: list[int]) -> None:
    """Each in its region, without regard to case."""
    found = judge_image_version({"publishingProfile": {"targetExtendedLocations": zones}})
    base = "publishingProfile.targetExtendedLocations[{}].extendedLocation.name"
    assert only("edge-zones", found, ERROR) == [base.format(index) for index in wrong]


def test_replica_sets_have_storage_of_their_own() -> None:
    """A type that is missing or stands twice is a warning; what is not known yet may be another."""
    types = ["Premium_LRS", "premium_lrs", None, UNKNOWN, "Standard_LRS"]
    sets = [{"storageAccountType": each, "regionalReplicaCount": 1} for each in types]
    found = judge_image_version({"publishingProfile": {"targetRegions": [{"additionalReplicaSets": sets}]}})
    base = "publishingProfile.targetRegions[0].additionalReplicaSets[{}].storageAccountType"
    assert only("additional-replica-sets", found, WARNING) == [base.format(1), base.format(2)]


@pytest.mark.parametrize(("source", "found"), [(VERSION_ID, True), (SET, False), (UNKNOWN, False), (None, False)])
def test_encryption_is_not_known_to_work_from_a_gallery(source: object, found: bool) -> None:  # noqa: FBT001
    """Only where the version has sets of its own, and its source is an image of a gallery."""
    encrypted = [{"name": "weu", "encryption": {"osDiskImage": {"diskEncryptionSetId": SET}}}]
    for regions, expected in ((encrypted, found), ([{"name": "weu"}], False)):
        inputs = {"publishingProfile": {"targetRegions": regions}, "storageProfile": {"source": {"id": source}}}
        fields = only("encryption-source", judge_image_version(inputs), WARNING)
        assert fields == (["storageProfile.source.id"] if expected else [])


CERTIFICATE = {"type": "x509", "value": [b64encode(b"certificate").decode()]}
HASH = {"type": "SHA256", "value": [b64encode(b"h" * 32).decode()]}
UEFI = "securityProfile.uefiSettings"
KEYS = f"{UEFI}.additionalSignatures"


def uefi(templates: object, keys: Mapping[str, object], location: object = "westeurope") -> list[str]:
    """Judge UEFI settings."""
    settings = {"signatureTemplateNames": templates, "additionalSignatures": keys}
    inputs = {"location": location, "securityProfile": {"uefiSettings": settings}}
    return only("uefi-settings", judge_image_version(inputs), WARNING)


def test_uefi_settings_that_hold_together() -> None:
    """The three ways of Azure's page: all keys, keys beside a template, templates only."""
    keys = {"pk": CERTIFICATE, "kek": [CERTIFICATE], "db": [CERTIFICATE], "dbx": [CERTIFICATE, HASH]}
    assert uefi(["NoSignatureTemplate"], keys) == []
    assert uefi(["MicrosoftUefiCertificateAuthorityTemplate"], {"db": [CERTIFICATE], "dbx": [HASH]}) == []
    assert uefi(["MicrosoftUefiCertificateAuthorityTemplate", "MicrosoftWindowsTemplate"], {}) == []
    assert uefi(["NoSignatureTemplate"], dict.fromkeys(keys, UNKNOWN)) == []


def test_uefi_settings_that_do_not() -> None:
    """Missing keys, two kinds of template, values that are none, and clouds without the feature."""
    assert uefi(["NoSignatureTemplate", "MicrosoftWindowsTemplate"], {"db": [CERTIFICATE], "kek": []}) == [
        f"{UEFI}.signatureTemplateNames[0]",
        f"{KEYS}.pk",
        f"{KEYS}.kek",
    ]
    wrong = [
        {"type": "sha256", "value": ["c2hvcnQ=", "%%", 7]},
        {"value": []},
        {"type": "x509", "value": [UNKNOWN, ""]},
    ]
    assert uefi([], {"dbx": wrong}) == [
        *(f"{KEYS}.dbx[0].value[{index}]" for index in range(3)),
        f"{KEYS}.dbx[1].type",
        f"{KEYS}.dbx[1].value",
        f"{KEYS}.dbx[2].value[1]",
    ]
    assert uefi([], {}, "China North 3") == [UEFI]


def test_a_key_is_never_printed() -> None:
    """Neither a good one nor a bad one."""
    secret = "c2VjcmV0LXNlY3JldA=="  # noqa: S105 # made up
    inputs = {
        "securityProfile": {"uefiSettings": {"additionalSignatures": {"db": [{"type": "sha256", "value": [secret]}]}}}
    }
    assert secret not in str(judge_image_version(inputs))


def test_uefi_keys_go_with_a_security_type() -> None:
    """Those that Azure's page names; nothing is said while the definition's features are unknown."""
    version: dict[str, object] = {"securityProfile": {"uefiSettings": {}}}
    for value, found in (("TrustedLaunchSupported", False), ("TrustedLaunch", True), (UNKNOWN, False)):
        definition = {"features": [{"name": "SecurityType", "value": value}]}
        assert [each.field for each in version_against_definition(version, definition)] == ([UEFI] if found else [])
    assert [each.field for each in version_against_definition(version, {})] == [UEFI]


def test_what_a_community_gallery_takes() -> None:
    """Definitions of its region are accepted; a plan and a specialized image are doubted."""
    gallery = {"location": "West Europe", "sharingProfile": {"permissions": "Community"}}
    definition = {"location": "northeurope", "osState": "specialized", "purchasePlan": {"publisher": "contoso"}}
    found = {each.field: each.severity for each in definition_against_gallery(definition, gallery)}
    assert found == {"location": ERROR, "purchasePlan.publisher": WARNING, "osState": WARNING}
    for other in ({"location": "West Europe"}, {**gallery, "sharingProfile": UNKNOWN}):
        assert definition_against_gallery(definition, other) == ()
    good = {"location": "westeurope", "osState": "Generalized"}
    assert definition_against_gallery(good, gallery) == version_against_gallery(good, gallery) == ()


@pytest.mark.parametrize(
    ("permissions", "address", "found"),
    [
        ("Community", "https://contoso.com/eula", False),
        ("Community", "https://a.blob.core.windows.net/e?sv=1&sig=abc", True),
        (UNKNOWN, "https://a.blob.core.windows.net/e?sig=abc", True),
        ("Private", "https://a.blob.core.windows.net/e?sig=abc", False),
        ("Community", UNKNOWN, False),
    ],
)
def test_what_everybody_sees_holds_no_secret(permissions: object, address: object, found: bool) -> None:  # noqa: FBT001
    """The address of the terms is public, and the token in it is not printed."""
    profile = {"permissions": permissions, "communityGalleryInfo": {"eula": address}}
    findings = judge_gallery({"sharingProfile": profile})
    expected = ["sharingProfile.communityGalleryInfo.eula"] if found else []
    assert only("community-gallery-addresses", findings, WARNING) == expected
    assert "abc" not in str([each.text("gallery") for each in findings])


@pytest.mark.parametrize(
    ("address", "found"), [("?sig=x", True), ("AccountKey=x", True), ("/design=x", False), ("", False)]
)
def test_a_token_is_recognised(address: str, found: bool) -> None:  # noqa: FBT001
    """Wherever it stands in an address, as a word of its own."""
    assert carries_token(address) is found


def test_one_tag_in_two_casings() -> None:
    """Azure takes them for one tag."""
    found = judge_gallery({"tags": {"Owner": "a", "owner": "b", "team": "c"}})
    assert [(each.rule, each.field, each.severity) for each in found] == [("tags", "tags.owner", WARNING)]
