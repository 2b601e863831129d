"""Customer-managed keys and confidential VM encryption."""

import pytest

from compute_gallery_rules import UNKNOWN, Severity, judge_image_version

ERROR, WARNING = Severity.ERROR, Severity.WARNING
REGION = "publishingProfile.targetRegions"
ZONE = "publishingProfile.targetExtendedLocations"
SETS = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets"


def judged(rule: str, *encryptions: object, **inputs: object) -> list[tuple[str, Severity]]:
    """Judge regions with these encryptions by one rule; return fields and severities."""
    regions = [{"name": f"region{index}", "encryption": encryption} for index, encryption in enumerate(encryptions)]
    findings = judge_image_version({"publishingProfile": {"targetRegions": regions}, **inputs})
    return [(finding.field, finding.severity) for finding in findings if finding.rule == rule]


def zoned(rule: str, region: object, *encryptions: object, **inputs: object) -> list[tuple[str, Severity]]:
    """Judge edge zones with these encryptions, beside a region, by one rule; return fields and severities."""
    zones = [{"name": "region0", "encryption": encryption} for encryption in encryptions]
    profile = {"targetRegions": [{"name": "region0", "encryption": region}], "targetExtendedLocations": zones}
    findings = judge_image_version({"publishingProfile": profile, **inputs})
    return [(finding.field, finding.severity) for finding in findings if finding.rule == rule]


def keys(os_disk: object = None, **data: object) -> dict[str, object]:
    """Make an encryption: of the OS disk, and of data disks by lun<number>."""
    disks = [{"lun": int(name.removeprefix("lun")), "diskEncryptionSetId": value} for name, value in data.items()]
    return {"osDiskImage": {"diskEncryptionSetId": os_disk}, "dataDiskImages": disks}


@pytest.mark.parametrize(
    ("encryptions", "missing"),
    [
        ([None, None], []),
        ([keys(f"{SETS}/a"), keys(f"{SETS}/b")], []),
        ([keys(lun0=f"{SETS}/a"), keys(lun0=f"{SETS}/b")], []),
        ([keys(f"{SETS}/a"), None], [f"{REGION}[1].encryption.osDiskImage"]),
        ([None, keys(f"{SETS}/a")], [f"{REGION}[0].encryption.osDiskImage"]),
        ([keys(f"{SETS}/a"), {}], [f"{REGION}[1].encryption.osDiskImage"]),
        ([keys(f"{SETS}/a"), keys("")], [f"{REGION}[1].encryption.osDiskImage"]),
        ([keys(f"{SETS}/a", lun1=f"{SETS}/a"), keys(f"{SETS}/b")], [f"{REGION}[1].encryption.dataDiskImages (LUN 1)"]),
        ([keys(f"{SETS}/a"), UNKNOWN], []),
        ([keys(f"{SETS}/a"), keys(UNKNOWN)], []),
        ([keys(UNKNOWN), None], []),
        ([keys(f"{SETS}/a"), {"dataDiskImages": UNKNOWN}], []),
        ([keys(lun0=f"{SETS}/a"), {"osDiskImage": UNKNOWN}], [f"{REGION}[1].encryption.dataDiskImages (LUN 0)"]),
        # What has another shape, or is no text, is another rule's.
        ([keys(f"{SETS}/a"), "keys"], []),
        ([keys(f"{SETS}/a"), {"osDiskImage": "keys"}], []),
        ([keys(lun0=f"{SETS}/a"), {"dataDiskImages": {}}], []),
        ([keys(lun0=f"{SETS}/a"), {"dataDiskImages": ["keys"]}], []),
        ([keys(f"{SETS}/a"), keys(5)], []),
        ([keys(5), None], []),
    ],
)
def test_a_disk_is_encrypted_everywhere_or_nowhere(encryptions: list[object], missing: list[str]) -> None:
    """Disk by disk, and nothing is said of what is not known yet."""
    assert judged("encryption-complete", *encryptions) == [(field, ERROR) for field in missing]


def test_the_message_names_both_regions() -> None:
    """The reader learns where the set is missing and where it is."""
    regions = [{"name": "East US", "encryption": keys(f"{SETS}/a")}, {"name": "West US"}]
    findings = judge_image_version({"publishingProfile": {"targetRegions": regions}})
    [text] = [finding.text("version") for finding in findings if finding.rule == "encryption-complete"]
    assert '"West US"' in text
    assert '"East US"' in text


def test_a_lun_stands_once_in_a_region() -> None:
    """Twice, missing, negative and of another type are errors; an unknown one is not judged."""
    disks = [{"lun": lun} for lun in (0, 0, None, -1, "x", UNKNOWN)]
    assert judged("encryption-luns", {"dataDiskImages": disks}, storageProfile={"source": {"id": "x"}}) == [
        (f"{REGION}[0].encryption.dataDiskImages[{index}].lun", ERROR) for index in (1, 2, 3, 4)
    ]


def test_a_lun_is_that_of_a_declared_disk() -> None:
    """With a direct source the disks are not in the declaration, so any LUN may be right."""
    encryption = keys(lun0=f"{SETS}/a", lun9=f"{SETS}/a")
    declared = {"osDiskImage": {"source": {"id": "x"}}, "dataDiskImages": [{"lun": 0}]}
    assert judged("encryption-luns", encryption, storageProfile=declared) == [
        (f"{REGION}[0].encryption.dataDiskImages[1].lun", ERROR)
    ]
    assert judged("encryption-luns", encryption, storageProfile={"source": {"id": "x"}}) == []
    assert judged("encryption-luns", encryption, storageProfile=UNKNOWN) == []
    assert judged("encryption-luns", encryption, storageProfile={"dataDiskImages": [{"lun": UNKNOWN}]}) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ({}, True),
        ({"id": None, "virtualMachineId": ""}, True),
        ({"id": " "}, True),
        ("x", True),
        (None, True),
        (UNKNOWN, False),
        ({"virtualMachineId": UNKNOWN}, False),
        ({"communityGalleryImageId": "x"}, False),
    ],
)
def test_an_empty_source_brings_no_disks(source: object, found: bool) -> None:  # noqa: FBT001 # a column of the table
    """Only a source that is there, or may be, has disks that the declaration does not show."""
    profile = {"source": source, "osDiskImage": {"source": {"id": "x"}}, "dataDiskImages": [{"lun": 0}]}
    expected = [(f"{REGION}[0].encryption.dataDiskImages[0].lun", ERROR)] if found else []
    assert judged("encryption-luns", keys(lun9=f"{SETS}/a"), storageProfile=profile) == expected


def test_the_key_of_a_disk_that_is_not_there_is_doubted() -> None:
    """Azure was recorded to take it where the version has no data disk at all."""
    alone: dict[str, object] = {"osDiskImage": {"source": {"id": "x"}}}
    for profile in (alone, {**alone, "dataDiskImages": None}, {**alone, "dataDiskImages": []}):
        expected = [(f"{REGION}[0].encryption.dataDiskImages[0].lun", WARNING)]
        assert judged("encryption-luns", keys(lun0=f"{SETS}/a"), storageProfile=profile) == expected


@pytest.mark.parametrize("disks", [[{"lun": "x"}], [None], ["x"], {}, [{"lun": UNKNOWN}]])
def test_a_lun_is_not_looked_for_among_disks_that_cannot_be_read(disks: object) -> None:
    """What is wrong with the disks is told where they stand."""
    profile = {"osDiskImage": {"source": {"id": "x"}}, "dataDiskImages": disks}
    assert judged("encryption-luns", keys(lun9=f"{SETS}/a"), storageProfile=profile) == []


def test_the_luns_of_an_edge_zone_are_judged_like_a_regions() -> None:
    """Each once in a place, and each that of a declared disk."""
    profile = {"osDiskImage": {"source": {"id": "x"}}, "dataDiskImages": [{"lun": 0}]}
    zone = {"dataDiskImages": [{"lun": lun} for lun in (0, 0, 9, None)]}
    assert zoned("encryption-luns", keys(lun0=f"{SETS}/a"), zone, storageProfile=profile) == [
        (f"{ZONE}[0].encryption.dataDiskImages[{index}].lun", ERROR) for index in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("value", "severities"),
    [
        (f"{SETS}/a", []),
        (f"{SETS}/a".replace("Sets", "Set"), []),  # as in Azure's REST examples
        (f"{SETS}/a".removeprefix("/"), []),  # as in Azure's PowerShell examples
        (UNKNOWN, []),
        ("keys", [ERROR]),
        (5, [ERROR]),
        (f"{SETS}/a".replace("diskEncryptionSets", "disks"), [ERROR]),
        (f"{SETS}/a".replace("Sets", "SetsX"), [ERROR]),
        (f"{SETS}/a/extras/b", [ERROR]),
        (f"{SETS}/a".replace("/resourceGroups/rg", ""), [ERROR]),
        (f"{SETS}/a".replace("/subscriptions/1/resourceGroups/rg", ""), []),
    ],
)
def test_a_set_is_given_by_its_id(value: object, severities: list[Severity]) -> None:
    """A bare name, another type, another resource and an id without its group are errors, in an edge zone too."""
    assert [severity for _, severity in judged("disk-encryption-set-id", keys(value))] == severities
    assert [severity for _, severity in zoned("disk-encryption-set-id", None, keys(value))] == severities


def test_sets_lie_in_one_subscription_and_in_their_region() -> None:
    """Two subscriptions cannot both be the gallery's; one set for two regions is only doubtful."""
    other = f"{SETS}/a".replace("/1/", "/2/")
    assert judged("disk-encryption-set-id", keys(f"{SETS}/a"), keys(other)) == [
        (f"{REGION}[1].encryption.osDiskImage.diskEncryptionSetId", ERROR)
    ]
    assert judged("disk-encryption-set-id", keys(f"{SETS}/a"), keys(f"{SETS}/A")) == [
        (f"{REGION}[1].encryption.osDiskImage.diskEncryptionSetId", WARNING)
    ]
    assert judged("disk-encryption-set-id", keys(f"{SETS}/a", lun0=f"{SETS}/a")) == []
    assert zoned("disk-encryption-set-id", keys(f"{SETS}/a"), keys(f"{SETS}/a")) == []  # the set of its region
    assert zoned("disk-encryption-set-id", keys(f"{SETS}/a"), keys(other)) == [
        (f"{ZONE}[0].encryption.osDiskImage.diskEncryptionSetId", ERROR)
    ]


def confidential(kind: object, secure: object = None) -> dict[str, object]:
    """Make an encryption of a confidential VM's OS disk."""
    profile = {"confidentialVMEncryptionType": kind, "secureVMDiskEncryptionSetId": secure}
    return {"osDiskImage": {"securityProfile": profile}}


@pytest.mark.parametrize(
    ("encryptions", "count"),
    [
        ([confidential("EncryptedWithPmk"), confidential("EncryptedWithPmk")], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("encryptedwithcmk", f"{SETS}/b")], 0),
        ([confidential("EncryptedWithCmk")], 1),
        ([confidential("EncryptedWithCmk", UNKNOWN)], 0),
        ([confidential("EncryptedWithPmk", f"{SETS}/a")], 1),
        ([confidential(None, f"{SETS}/a")], 1),
        ([confidential(UNKNOWN, f"{SETS}/a")], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), None], 1),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), UNKNOWN], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("EncryptedWithPmk")], 1),
        ([confidential("NonPersistedTPM"), confidential("EncryptedWithCmk", f"{SETS}/a")], 1),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), confidential(UNKNOWN)], 0),
        # What is no type, or has another shape, is another rule's.
        ([confidential("EncryptedWithCMKey", f"{SETS}/a")], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("EncryptedWithCMKey")], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("")], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), "keys"], 0),
        ([confidential("EncryptedWithCmk", f"{SETS}/a"), {"osDiskImage": {"securityProfile": "keys"}}], 0),
    ],
)
def test_own_keys_of_confidential_vms_stand_in_every_region(encryptions: list[object], count: int) -> None:
    """A set goes with EncryptedWithCmk, and with nothing else."""
    assert len(judged("confidential-vm-encryption", *encryptions)) == count


@pytest.mark.parametrize(
    ("home", "kind", "warned"),
    [
        ("westus", "encryptedwithpmk", True),
        ("East US", "EncryptedWithPmk", False),
        ("westus", "NonPersistedTPM", False),
        ("westus", UNKNOWN, False),
        (UNKNOWN, "EncryptedWithPmk", False),
        (None, "EncryptedWithPmk", False),
    ],
)
def test_a_further_region_of_a_confidential_version_is_doubted(home: object, kind: object, warned: bool) -> None:  # noqa: FBT001 # a verdict
    """The definition, which decides, need not be in sight."""
    regions = [{"name": "eastus", "encryption": confidential(kind)}]
    findings = [
        (finding.field, finding.severity)
        for finding in judge_image_version({"location": home, "publishingProfile": {"targetRegions": regions}})
        if finding.rule == "confidential-vm-encryption"
    ]
    assert findings == ([("publishingProfile.targetRegions[0].name", Severity.WARNING)] if warned else [])


def test_the_message_tells_another_type_from_a_missing_one() -> None:
    """The reader sees what stands there, and what the other region has."""
    other = confidential("EncryptedWithCmk", f"{SETS}/a")
    for kind, told in (
        ("EncryptedWithPmk", '"EncryptedWithPmk" stands while another'),
        (None, "is missing while another"),
    ):
        regions = [{"name": "a", "encryption": other}, {"name": "b", "encryption": confidential(kind)}]
        findings = judge_image_version({"publishingProfile": {"targetRegions": regions}})
        [text] = [finding.text("version") for finding in findings if finding.rule == "confidential-vm-encryption"]
        assert told in text


@pytest.mark.parametrize(
    ("region", "zone", "count"),
    [
        (None, confidential("EncryptedWithPmk"), 0),
        (None, confidential("EncryptedWithPmk", f"{SETS}/a"), 1),
        (confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("EncryptedWithCmk"), 1),
        (confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("EncryptedWithCmk", f"{SETS}/a"), 0),
        (confidential("EncryptedWithCmk", f"{SETS}/a"), confidential("EncryptedWithPmk"), 1),
        (confidential("EncryptedWithCmk", f"{SETS}/a"), None, 0),
        (confidential("EncryptedWithCmk", f"{SETS}/a"), UNKNOWN, 0),
        (confidential("EncryptedWithCmk", f"{SETS}/a"), "keys", 0),
    ],
)
def test_an_edge_zones_confidential_vms_are_judged_like_a_regions(region: object, zone: object, count: int) -> None:
    """An edge zone without an encryption is left alone: nothing says that it needs one of its own."""
    assert len(zoned("confidential-vm-encryption", region, zone)) == count
    assert zoned("encryption-complete", keys(f"{SETS}/a"), zone) == []


def test_own_keys_of_an_edge_zone_are_own_keys() -> None:
    """They count where a version under own keys is doubted."""
    source = {"source": {"id": SETS.replace("diskEncryptionSets", "galleries/g/images/i/versions/1.0.0")}}
    found = zoned("encryption-source", None, keys(f"{SETS}/a"), storageProfile=source)
    assert found == [("storageProfile.source.id", WARNING)]
