"""Values of another shape than Azure takes, each told once."""

from collections.abc import Callable, Mapping

import pytest

from compute_gallery_rules import (
    UNKNOWN,
    Context,
    Finding,
    ResourceKind,
    judge,
    judge_gallery,
    judge_image_definition,
    judge_image_version,
)
from tests.rules.declarations import TODAY, bases

COMPUTE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute"
SET, DISK = f"{COMPUTE}/diskEncryptionSets/a", f"{COMPUTE}/disks/d"
GALLERY, DEFINITION, VERSION = ResourceKind.GALLERY, ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION


def standing_at(path: str, value: object) -> dict[str, object]:
    """Make inputs with a value at a path; [0] stands for a list of one."""
    first, _, rest = path.partition(".")
    inner = standing_at(rest, value) if rest else value
    return {first.removesuffix("[0]"): [inner] if first.endswith("[0]") else inner}


@pytest.mark.parametrize("value", [{"a": "b"}, ["a"], (), {}])
@pytest.mark.parametrize(
    ("verdict", "path"),
    [
        (judge_gallery, "resourceGroupName"),
        (judge_gallery, "description"),
        (judge_gallery, "sharingProfile.communityGalleryInfo.eula"),
        (judge_gallery, "tags.owner"),
        (judge_image_definition, "description"),
        (judge_image_definition, "disallowed.diskTypes[0]"),
        (judge_image_definition, "eula"),
        (judge_image_definition, "features[0].value"),
        (judge_image_definition, "privacyStatementUri"),
        (judge_image_definition, "releaseNoteUri"),
        (judge_image_definition, "tags.owner"),
        (judge_image_version, "securityProfile.uefiSettings.additionalSignatures.pk.value[0]"),
        (judge_image_version, "tags.owner"),
    ],
)
def test_no_mapping_and_no_list_stands_for_a_text(
    verdict: Callable[[dict[str, object]], tuple[Finding, ...]], path: str, value: object
) -> None:
    """Azure reads a text there; numbers and truth values are sent as one, and what is not known yet may be one."""
    for given, expected in ((value, [path]), (5, []), (True, []), (1.5, []), ("", []), (None, []), (UNKNOWN, [])):
        findings = verdict(standing_at(path, given))
        assert [finding.field for finding in findings if finding.rule == "field-types"] == expected


def test_a_tags_name_is_safe_to_print() -> None:
    """It may be long, hold a line's end or a token, or be no text at all."""
    names = ["a\nb", "n" * 5000, "u?sig=SECRET", "\ud800", 5, 10**5000, None]
    found = [each for each in judge_gallery({"tags": {name: {} for name in names}}) if each.rule == "field-types"]
    assert len(found) == 4
    for finding in found:
        text = finding.text("gallery")
        assert len(text) < 400
        assert len(text.splitlines()) == 1
        assert "SECRET" not in text
        text.encode()


def regions(*entries: object, **profile: object) -> dict[str, object]:
    """Make the change of a version's target regions."""
    return {"publishingProfile": {"targetRegions": list(entries), **profile}}


def encrypted(encryption: object) -> dict[str, object]:
    """Make an encrypted region beside one whose disks have a set of their own."""
    own = {"osDiskImage": {"diskEncryptionSetId": SET}, "dataDiskImages": [{"lun": 0, "diskEncryptionSetId": SET}]}
    return regions({"name": "eastus", "encryption": own}, {"name": "westus", "encryption": encryption})


def confidential(*profiles: object) -> dict[str, object]:
    """Make regions whose confidential virtual machines have a security profile."""
    named = zip(("eastus", "westus"), profiles, strict=False)
    return regions(
        *({"name": name, "encryption": {"osDiskImage": {"securityProfile": profile}}} for name, profile in named)
    )


def disks(*data_disks: object) -> dict[str, object]:
    """Make a storage profile with data disks beside an OS disk's own source."""
    return {"storageProfile": {"osDiskImage": {"source": {"id": DISK}}, "dataDiskImages": list(data_disks)}}


def zones(*entries: object) -> dict[str, object]:
    """Make the change of a version's edge zones."""
    return regions({"name": "eastus"}, targetExtendedLocations=list(entries))


def uefi(**settings: object) -> dict[str, object]:
    """Make the change of a version's UEFI settings."""
    return {"securityProfile": {"uefiSettings": settings}}


OWN_KEY = {"confidentialVMEncryptionType": "EncryptedWithCmk", "secureVMDiskEncryptionSetId": SET}
MISTAKES: list[tuple[ResourceKind, Mapping[str, object], str]] = [
    (GALLERY, {"sharingProfile": {"permissions": "Community", "communityGalleryInfo": "x"}}, "field-types"),
    (GALLERY, {"sharingProfile": {"permissions": "Community", "communityGalleryInfo": [{}]}}, "field-types"),
    (GALLERY, {"sharingProfile": {"permissions": "Private", "communityGalleryInfo": "x"}}, "field-types"),
    (GALLERY, {"tags": {"owner": ["a", "b"]}}, "field-types"),
    (DEFINITION, {"features": ["SecurityType=TrustedLaunch"]}, "field-types"),
    (DEFINITION, {"features": [[{"name": "SecurityType"}]]}, "field-types"),
    (DEFINITION, {"features": [None]}, "features"),
    (
        DEFINITION,
        {"hyperVGeneration": "V2", "features": [{"name": "SecurityType", "value": ["Standard"]}]},
        "field-types",
    ),
    (DEFINITION, {"disallowed": {"diskTypes": [{"name": "Standard_LRS"}]}}, "field-types"),
    (VERSION, {"storageProfile": []}, "field-types"),
    (VERSION, {"storageProfile": DISK}, "field-types"),
    (VERSION, {"storageProfile": {"source": DISK}}, "field-types"),
    (VERSION, {"storageProfile": {"osDiskImage": DISK}}, "field-types"),
    (VERSION, {"storageProfile": {"osDiskImage": {"source": DISK}}}, "field-types"),
    (VERSION, {"storageProfile": {"source": {"id": 5}}}, "source-id"),
    (VERSION, {"storageProfile": {"source": {"id": [DISK]}}}, "source-id"),
    (VERSION, {"storageProfile": {"osDiskImage": {"source": {"id": 5}}}}, "source-id"),
    (VERSION, disks(DISK), "field-types"),
    (VERSION, disks(None), "data-disk-luns"),
    (
        VERSION,
        {**disks(DISK), **regions({"name": "eastus", "encryption": {"dataDiskImages": [{"lun": 0}]}})},
        "field-types",
    ),
    (VERSION, regions({"name": ""}), "region-named"),
    (VERSION, regions({"name": None}), "region-named"),
    (VERSION, regions(None), "region-named"),
    (VERSION, regions({"name": "eastus"}, None), "region-named"),
    (VERSION, regions({"name": "eastus"}, None, replicationMode="Shallow"), "region-named"),
    (VERSION, regions({"name": "eastus", "additionalReplicaSets": ["Premium_LRS"]}), "field-types"),
    (VERSION, zones("westus"), "field-types"),
    (VERSION, zones({"name": "westus", "extendedLocation": "z"}), "field-types"),
    (VERSION, zones({"name": "westus", "extendedLocation": None}), "edge-zones"),
    (VERSION, zones(None), "edge-zones"),
    (VERSION, encrypted("x"), "field-types"),
    (VERSION, encrypted({"osDiskImage": SET, "dataDiskImages": []}), "field-types"),
    (VERSION, encrypted({"osDiskImage": {}, "dataDiskImages": {}}), "field-types"),
    (VERSION, encrypted({"osDiskImage": {}, "dataDiskImages": ["x"]}), "field-types"),
    (VERSION, confidential({**OWN_KEY, "confidentialVMEncryptionType": "EncryptedWithCMKey"}), "enumerations"),
    (VERSION, confidential(OWN_KEY, {"confidentialVMEncryptionType": "EncryptedWithCMKey"}), "enumerations"),
    (VERSION, confidential(OWN_KEY, "EncryptedWithCmk"), "field-types"),
    (VERSION, uefi(signatureTemplateNames=[None]), "enumerations"),
    (VERSION, uefi(additionalSignatures={"db": ["x"]}), "field-types"),
    (VERSION, uefi(additionalSignatures={"db": [{"type": "x509", "value": [["x"]]}]}), "field-types"),
    (VERSION, uefi(signatureTemplateNames=["NoSignatureTemplate"], additionalSignatures="x"), "field-types"),
]


@pytest.mark.parametrize(("kind", "changes", "rule"), MISTAKES, ids=str)
def test_a_mistake_is_told_by_one_rule(kind: ResourceKind, changes: Mapping[str, object], rule: str) -> None:
    """What a check cannot read because of its shape, or its type, is no second mistake, and no warning either."""
    found = judge({**bases()[kind.value], **changes}, Context(kind, TODAY))
    assert {finding.rule for finding in found} == {rule}
