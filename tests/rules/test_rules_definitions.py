"""Features, words, purchase plan, recommended ranges, sharing, tags and shape (S12 to S15)."""

import pytest

from compute_gallery_rules import (
    UNKNOWN,
    Finding,
    Severity,
    judge_gallery,
    judge_image_definition,
    judge_image_version,
    security_type,
)

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def severities(rule: str, findings: tuple[Finding, ...]) -> list[Severity]:
    """Return the severities of one rule's findings."""
    return [finding.severity for finding in findings if finding.rule == rule]


def features(*pairs: tuple[object, object], **inputs: object) -> list[Severity]:
    """Judge features of a second-generation definition."""
    declared = [{"name": name, "value": value} for name, value in pairs]
    return severities("features", judge_image_definition({"hyperVGeneration": "V2", "features": declared, **inputs}))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("IsHibernateSupported", "True", []),
        ("IsHibernateSupported", "true", []),
        ("isacceleratednetworksupported", "False", []),
        ("IsHibernateSupported", True, []),
        ("IsHibernateSupported", "yes", [ERROR]),
        ("IsHibernateSupported", "", [ERROR]),
        ("IsHibernateSupported", None, [ERROR]),
        ("IsHibernateSupported", 1, [ERROR]),
        ("IsHibernateSupported", UNKNOWN, []),
        ("DiskControllerTypes", "SCSI", []),
        ("DiskControllerTypes", "SCSI, NVMe", []),
        ("DiskControllerTypes", "NVMe, SCSI", [WARNING]),
        ("DiskControllerTypes", "SCSI,NVMe", [WARNING]),
        ("DiskControllerTypes", "NVMe", [ERROR]),
        ("DiskControllerTypes", "SATA", [ERROR]),
        ("DiskControllerType", "SCSI", [WARNING]),
        ("DiskControllerType", "SATA", [WARNING, ERROR]),
        ("DiskControlerTypes", "SCSI", [ERROR]),
        ("SecurityType", "TrustedLaunch", []),
        ("SecurityType", "ConfidentialVm", []),
        ("SecurityType", "TrustedLaunchAndConfidentialVmSupported", []),
        ("SecurityType", "TrustedLunch", [ERROR]),
        ("IsMagic", "True", [WARNING]),
        ("", "True", [ERROR]),
        (5, "True", [ERROR]),
        (UNKNOWN, "yes", []),
    ],
)
def test_a_feature_has_a_known_name_and_value(name: object, value: object, expected: list[Severity]) -> None:
    """Any casing is taken; a name that is nearly known is an error, another one may be new."""
    assert features((name, value)) == expected


def test_a_feature_stands_once() -> None:
    """Two security types contradict each other, in whatever casing."""
    assert features(("SecurityType", "TrustedLaunch"), ("securitytype", "ConfidentialVM")) == [ERROR]


@pytest.mark.parametrize(
    ("kind", "generation", "expected"),
    [
        ("TrustedLaunch", "V2", []),
        ("TrustedLaunch", "V1", [ERROR]),
        ("TrustedLaunch", None, [ERROR]),  # Azure takes a definition without a generation for V1 (recorded)
        ("TrustedLaunch", UNKNOWN, []),
        ("Standard", "V1", []),
        (UNKNOWN, "V1", []),
    ],
)
def test_a_security_type_needs_the_second_generation(
    kind: object, generation: object, expected: list[Severity]
) -> None:
    """Except Standard, which is none."""
    assert features(("SecurityType", kind), hyperVGeneration=generation) == expected


def test_other_features_go_with_the_first_generation() -> None:
    """Accelerated networking, hibernation and NVMe were published on V1 definitions."""
    pairs = [
        ("IsAcceleratedNetworkSupported", "True"),
        ("IsHibernateSupported", "True"),
        ("DiskControllerTypes", "SCSI, NVMe"),
    ]
    assert features(*pairs, hyperVGeneration="V1") == []


def test_a_feature_may_begin_at_a_version() -> None:
    """The start is a version number."""
    for start, expected in (("2.0.0", []), ("two", [ERROR]), (2, [ERROR]), (UNKNOWN, [])):
        feature = {"name": "SecurityType", "value": "TrustedLaunch", "startsAtVersion": start}
        assert (
            severities("features", judge_image_definition({"hyperVGeneration": "V2", "features": [feature]}))
            == expected
        )


def test_the_security_type_is_told() -> None:
    """In Azure's spelling, None where there is none."""
    assert security_type({"features": [{"name": "SecurityType", "value": "confidentialvm"}]}) == "ConfidentialVM"
    assert security_type({"features": [{"name": "SecurityType", "value": UNKNOWN}]}) is None
    assert security_type({"features": UNKNOWN}) is None


@pytest.mark.parametrize(("generation", "expected"), [("V2", []), ("V1", [WARNING]), (None, [WARNING]), (UNKNOWN, [])])
def test_arm64_is_of_the_second_generation(generation: object, expected: list[Severity]) -> None:
    """A warning, since no page on definitions says so."""
    inputs = {"architecture": "Arm64", "hyperVGeneration": generation}
    assert severities("architecture-generation", judge_image_definition(inputs)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Linux", []),
        ("linux", [WARNING]),
        ("BSD", [ERROR]),
        ("", [ERROR]),
        (None, [ERROR]),
        (5, [ERROR]),
        (UNKNOWN, []),
    ],
)
def test_the_os_type_is_one_of_two_words(value: object, expected: list[Severity]) -> None:
    """It is required; another casing than Azure's comes back changed (S12)."""
    inputs = {"osState": "Generalized", "osType": value}
    assert severities("enumerations", judge_image_definition(inputs)) == expected


def test_words_are_checked_in_lists_too() -> None:
    """Host caching, key types and the rest, wherever they stand."""
    inputs = {
        "publishingProfile": {
            "replicationMode": "shalow",
            "targetExtendedLocations": [{"extendedLocation": {"type": "Edge"}}],
        },
        "storageProfile": {
            "osDiskImage": {"hostCaching": "None"},
            "dataDiskImages": [{"hostCaching": "Write"}, UNKNOWN],
        },
        "securityProfile": {
            "uefiSettings": {
                "signatureTemplateNames": ["NoSignatureTemplate", "My", UNKNOWN, None],
                "additionalSignatures": {"pk": {"type": "md5"}, "db": [{"type": "x509"}, {"type": "rsa"}]},
            }
        },
    }
    assert [finding.field for finding in judge_image_version(inputs) if finding.rule == "enumerations"] == [
        "publishingProfile.replicationMode",
        "publishingProfile.targetExtendedLocations[0].extendedLocation.type",
        "storageProfile.dataDiskImages[0].hostCaching",
        "securityProfile.uefiSettings.signatureTemplateNames[1]",
        "securityProfile.uefiSettings.signatureTemplateNames[3]",
        "securityProfile.uefiSettings.additionalSignatures.pk.type",
        "securityProfile.uefiSettings.additionalSignatures.db[1].type",
    ]


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (None, []),
        ({}, []),
        ({"name": None}, []),
        ({"name": "n", "product": "p", "publisher": "b"}, []),
        ({"name": "n", "product": "p", "publisher": UNKNOWN}, []),
        ({"name": "n"}, ["product", "publisher"]),
        ({"name": "n", "product": " ", "publisher": "b"}, ["product"]),
        ({"name": "", "product": "", "publisher": ""}, ["name", "product", "publisher"]),
        ({"publisher": UNKNOWN}, ["name", "product"]),
        (UNKNOWN, []),
    ],
)
def test_a_purchase_plan_is_whole_or_absent(plan: object, missing: list[str]) -> None:
    """All three parts, or none (S15)."""
    findings = judge_image_definition({"purchasePlan": plan})
    fields = [finding.field for finding in findings if finding.rule == "purchase-plan-complete"]
    assert fields == [f"purchasePlan.{part}" for part in missing]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1, 1, []),
        (1.0, 4.0, []),
        ("2048", "307720", []),
        ("307720", "2048", [ERROR]),
        (5, 4, [ERROR]),
        (None, 4, []),
        (4, None, []),
        (UNKNOWN, 0, [ERROR]),
        (0, 4, [ERROR]),
        (-1, -2, [ERROR, ERROR]),
        (1.5, 4, [ERROR]),
        ("few", 4, [ERROR]),
        (True, 4, [ERROR]),
    ],
)
def test_a_minimum_is_not_above_its_maximum(low: object, high: object, expected: list[Severity]) -> None:
    """Numbers are compared as numbers, also where a template writes them as texts (S14)."""
    for name in ("vCPUs", "memory"):
        inputs = {"recommended": {name: {"min": low, "max": high}}}
        assert severities("recommended-range", judge_image_definition(inputs)) == expected


INFO = {"publicNamePrefix": "contoso", "eula": "e", "publisherContact": "a@b.c", "publisherUri": "https://contoso.com"}


@pytest.mark.parametrize(
    ("permissions", "info", "expected"),
    [
        ("Community", INFO, []),
        ("community", {**INFO, "publicNamePrefix": UNKNOWN}, []),
        ("Community", None, [ERROR] * 4),
        ("Community", {**INFO, "eula": ""}, [ERROR]),
        ("Community", {**INFO, "publicNamePrefix": "abc"}, [ERROR]),
        ("Community", {**INFO, "publicNamePrefix": "contoso-images"}, [ERROR]),
        ("Community", UNKNOWN, []),
        ("Private", None, []),
        (None, INFO, [WARNING]),
        (UNKNOWN, INFO, []),
    ],
)
def test_a_community_gallery_is_introduced(permissions: object, info: object, expected: list[Severity]) -> None:
    """All four fields, and a prefix of 5 to 16 letters and digits."""
    inputs = {"sharingProfile": {"permissions": permissions, "communityGalleryInfo": info}}
    assert severities("community-gallery", judge_gallery(inputs)) == expected


@pytest.mark.parametrize(
    ("location", "permissions", "expected"),
    [
        ("US Gov Virginia", "Groups", [ERROR]),
        ("usgovvirginia", "Community", [ERROR]),
        ("usgovvirginia", "Private", []),
        ("usgovvirginia", None, []),
        ("chinaeast2", "Groups", []),
        (UNKNOWN, "Groups", []),
    ],
)
def test_a_gallery_in_azure_government_is_private(
    location: object, permissions: object, expected: list[Severity]
) -> None:
    """Direct and community sharing are not offered there."""
    inputs = {"location": location, "sharingProfile": {"permissions": permissions}}
    assert severities("sharing-cloud", judge_gallery(inputs)) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({f"t{number}": "" for number in range(50)}, []),
        ({f"t{number}": "" for number in range(51)}, [ERROR]),
        ({"n" * 512: "v" * 256}, []),
        ({"n" * 513: "v"}, [ERROR]),
        ({"": "v"}, [ERROR]),
        ({"n": "v" * 257}, [ERROR]),
        ({"a/b": "v"}, [ERROR]),
        ({"hidden-title": "any / value?"}, []),
        ({"Windows": "x"}, [WARNING]),
        ({5: "x"}, []),
        ({"n": UNKNOWN}, []),
        (UNKNOWN, []),
    ],
)
def test_tags_are_within_their_limits(tags: object, expected: list[Severity]) -> None:
    """On all three kinds of resource."""
    for judge in (judge_gallery, judge_image_definition, judge_image_version):
        assert severities("tags", judge({"tags": tags})) == expected


def test_a_tags_value_is_not_printed() -> None:
    """It may hold anything, and only its length is wrong."""
    [finding] = [each for each in judge_gallery({"tags": {"key": "SECRET" * 100}}) if each.rule == "tags"]
    assert "SECRET" not in finding.text("gallery")


def test_the_shape_is_checked() -> None:
    """A list for a mapping, a mapping for a list, and a text for a truth value are errors at their place."""
    inputs = {
        "tags": ["a"],
        "restore": "maybe",
        "publishingProfile": {"targetRegions": {"name": "westus"}, "excludeFromLatest": "true"},
        "storageProfile": {"dataDiskImages": [["lun"], {"source": "x"}]},
    }
    fields = [finding.field for finding in judge_image_version(inputs) if finding.rule == "field-types"]
    assert fields == [
        "publishingProfile.targetRegions",
        "restore",
        "storageProfile.dataDiskImages[0]",
        "storageProfile.dataDiskImages[1].source",
        "tags",
    ]


def test_a_field_that_is_nearly_known_is_a_warning() -> None:
    """Azure would pass over it in silence; fields of later API versions are left alone."""
    inputs = {
        "gallery_name": "g",
        "publishingProfile": {"targetRegions": [{"name": "westus", "regionalReplicaCounts": 2}], "somethingNew": 1},
        "tags": {"galleryNames": "free"},
    }
    found = {finding.field: finding.instead for finding in judge_image_version(inputs) if finding.rule == "field-known"}
    assert found == {
        "gallery_name": "galleryName",
        "publishingProfile.targetRegions[0].regionalReplicaCounts": "regionalReplicaCount",
    }


def test_deletion_is_blocked_until_a_date() -> None:
    """Without the date the block has no effect; an unknown date may be one."""
    block = {"safetyProfile": {"blockDeletionBeforeEndOfLife": True}}
    assert severities("deletion-block", judge_image_version(block)) == [WARNING]
    for profile in ({"endOfLifeDate": "2099-01-01"}, {"endOfLifeDate": UNKNOWN}, UNKNOWN):
        assert severities("deletion-block", judge_image_version({**block, "publishingProfile": profile})) == []
