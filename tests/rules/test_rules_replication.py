"""Target regions, replicas, storage and shallow replication (S18 to S21, S26)."""

from collections.abc import Mapping

import pytest

from compute_gallery_rules import UNKNOWN, Finding, Severity, judge_image_version

IMAGE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"


def judged(
    rule: str, regions: object, location: object = "chinaeast2", **profile: object
) -> list[tuple[str, Severity]]:
    """Judge a version's publishing profile; return the fields and severities of one rule's findings."""
    return [(finding.field, finding.severity) for finding in found(rule, regions, location, **profile)]


def found(rule: str, regions: object, location: object = "chinaeast2", **profile: object) -> list[Finding]:
    """Judge a version's publishing profile by one rule."""
    inputs = {"location": location, "publishingProfile": {"targetRegions": regions, **profile}}
    return [finding for finding in judge_image_version(inputs) if finding.rule == rule]


def region(name: object, replicas: object = None, storage: object = None) -> Mapping[str, object]:
    """Make a target region."""
    return {"name": name, "regionalReplicaCount": replicas, "storageAccountType": storage}


ERROR, WARNING = Severity.ERROR, Severity.WARNING
REGIONS = "publishingProfile.targetRegions"


@pytest.mark.parametrize(
    ("location", "names", "good"),
    [
        ("chinaeast2", ["China East 2"], True),
        ("China East 2", ["chinanorth3", "CHINAEAST2"], True),
        ("chinaeast2", ["chinanorth3"], False),
        ("chinaeast2", ["chinaeast", "chinaeast3"], False),
        ("chinaeast2", [], False),
        ("chinaeast2", ["chinanorth3", UNKNOWN], True),
        (UNKNOWN, ["chinanorth3"], True),
        (None, ["chinanorth3"], True),
        ("chinaeast2", [None], True),
        ("chinaeast2", [""], True),
        ("chinaeast2", ["chinanorth3", 5], True),
    ],
)
def test_the_source_region_is_among_the_targets(location: object, names: list[object], good: bool) -> None:  # noqa: FBT001
    """In either spelling; nothing is said where the location or a name is not known, or is another rule's (S21)."""
    fields = judged("source-region-included", [region(name) for name in names], location)
    assert fields == ([] if good else [(REGIONS, ERROR)])


def test_a_misspelt_location_is_mended_and_not_asked_for() -> None:
    """A location that is nearly one of the targets is the mistake; a known one is missing among them (S21)."""
    regions = {"targetRegions": [{"name": "chinanorth"}, {"name": "China East 2"}]}
    advice = [
        next(finding.instead for finding in judge_image_version(inputs) if finding.rule == "source-region-included")
        for location in ("chinaest2", "chinaeast")
        if (inputs := {"location": location, "publishingProfile": regions})
    ]
    assert advice == ['the location "chinaeast2"', 'a target region "chinaeast" as well']


def test_a_missing_list_means_the_location() -> None:
    """Without target regions Azure takes the location, so nothing is missing (S21)."""
    assert judged("source-region-included", None) == []
    assert judged("source-region-included", UNKNOWN) == []


def test_a_region_that_is_not_known_at_all_is_not_judged() -> None:
    """A whole entry that is not known yet may be the source region (S21)."""
    assert judged("source-region-included", [UNKNOWN]) == []


def test_the_documents_own_line_is_refused_and_its_prose_passes() -> None:
    """The document's command names chinaeast twice; what its prose means passes, with a warning on zones (S20)."""
    command = [region("chinaeast"), region("chinaeast", 1), region("chinaeast2", 1, "premium_lrs")]
    assert judged("regions-unique", command, "chinaeast") == [(f"{REGIONS}[1].name", ERROR)]
    prose = [region("chinanorth", 2, "standard_zrs"), region("chinaeast", 1), region("chinaeast2", 1)]
    profile = {"location": "chinaeast", "publishingProfile": {"targetRegions": prose}}
    named = {
        "galleryName": "g",
        "galleryImageName": "d",
        "galleryImageVersionName": "1.0.0",
        "storageProfile": {"source": {"id": IMAGE}},
    }
    verdict = judge_image_version({**named, **profile})
    assert [(finding.rule, finding.severity) for finding in verdict] == [("zone-redundancy", WARNING)]


def test_a_region_in_two_spellings_is_listed_twice() -> None:
    """Display name and short name are one region, and the first stays."""
    findings = found("regions-unique", [region("UK West"), region("UK South"), region("ukwest")], "ukwest")
    assert [finding.field for finding in findings] == [f"{REGIONS}[2].name"]
    assert f"{REGIONS}[0]" in findings[0].problem


@pytest.mark.parametrize("count", [1, 100, 1.0, "2", UNKNOWN, None])
def test_a_replica_count_from_1_to_100_is_good(count: object) -> None:
    """Pulumi sends floats; texts with a whole number count as one (S18)."""
    assert judged("replica-count", [region("chinaeast2", count)], replicaCount=count) == []


@pytest.mark.parametrize(
    "count",
    [0, -1, 101, 1.5, "two", "", True, [], {}, float("nan"), float("inf"), 10**5000],
    ids=lambda value: type(value).__name__,
)
def test_other_replica_counts_are_refused(count: object) -> None:
    """On the version and in a region, in an additional set and in an edge zone (S18)."""
    sets = {
        "name": "chinaeast2",
        "regionalReplicaCount": count,
        "additionalReplicaSets": [{"regionalReplicaCount": count}],
    }
    zones = [{"name": "chinaeast2", "extendedLocationReplicaCount": count}]
    assert judged("replica-count", [sets], replicaCount=count, targetExtendedLocations=zones) == [
        ("publishingProfile.replicaCount", ERROR),
        (f"{REGIONS}[0].regionalReplicaCount", ERROR),
        (f"{REGIONS}[0].additionalReplicaSets[0].regionalReplicaCount", ERROR),
        ("publishingProfile.targetExtendedLocations[0].extendedLocationReplicaCount", ERROR),
    ]


def test_more_than_100_replicas_together_are_a_warning() -> None:
    """The version's own count stands for the regions without one (S18)."""
    assert judged("replica-count", [region("chinaeast2"), region("chinanorth3", 1)], replicaCount=100) == [
        (REGIONS, WARNING)
    ]
    assert judged("replica-count", [region("chinaeast2"), region("chinanorth3", 50)], replicaCount=50) == []


def test_replicas_count_wherever_they_are() -> None:
    """Those of additional sets and of edge zones are replicas of the version too (S18)."""
    sets = {**region("chinaeast2", 60), "additionalReplicaSets": [{"regionalReplicaCount": 30}]}
    for zones, expected in (([11], [(REGIONS, WARNING)]), ([5, 5], []), ([UNKNOWN, None], []), ([101], [])):
        listed = [{"name": "chinaeast2", "extendedLocationReplicaCount": count} for count in zones]
        found = judged("replica-count", [sets], targetExtendedLocations=listed)
        assert [each for each in found if each[0] == REGIONS] == expected


@pytest.mark.parametrize("storage", ["Standard_LRS", "standard_zrs", "PREMIUM_LRS", "PremiumV2_LRS", None, UNKNOWN])
def test_an_images_storage_account_type_is_good_in_any_casing(storage: object) -> None:
    """Default and per region (S19)."""
    assert judged("storage-type", [region("chinaeast2", storage=storage)], storageAccountType=storage) == []


@pytest.mark.parametrize(
    ("storage", "instead"),
    [("Standard-ZRS", "Standard_ZRS"), ("PreviumV2_LRS", "PremiumV2_LRS"), ("UltraSSD", None), ("", None), (1, None)],
)
def test_another_storage_account_type_is_refused(storage: object, instead: str | None) -> None:
    """With the type that was probably meant (S19)."""
    findings = found("storage-type", [region("chinaeast2", storage=storage)])
    assert [finding.instead for finding in findings] == [instead]


def test_an_edge_zone_has_storage_of_its_own() -> None:
    """StandardSSD_LRS is for edge zones, PremiumV2_LRS for regions."""
    zones = [{"name": "westus", "storageAccountType": storage} for storage in ("StandardSSD_LRS", "PremiumV2_LRS")]
    fields = judged("storage-type", [region("westus", storage="StandardSSD_LRS")], targetExtendedLocations=zones)
    assert fields == [
        (f"{REGIONS}[0].storageAccountType", ERROR),
        ("publishingProfile.targetExtendedLocations[1].storageAccountType", ERROR),
    ]


def test_zone_redundant_storage_wants_zones() -> None:
    """The version's own type counts where a region has none; unknown regions are left alone."""
    regions = [region("chinanorth3"), region("chinanorth"), region("chinaeast", storage="Standard_LRS"), region("moon")]
    assert judged("zone-redundancy", regions, storageAccountType="standard_zrs") == [
        (f"{REGIONS}[1].storageAccountType", WARNING)
    ]


@pytest.mark.parametrize(
    ("regions", "profile", "fields"),
    [
        ([region("chinaeast2", 1)], {}, []),
        ([region("China East 2")], {"replicaCount": 1}, []),
        ([region("chinaeast2", 1)], {"replicaCount": 2}, []),
        ([region("chinaeast2")], {"replicaCount": 2}, [f"{REGIONS}[0].regionalReplicaCount"]),
        (None, {"replicaCount": 2}, ["publishingProfile.replicaCount"]),
        ([region("chinaeast2"), region("chinanorth3")], {}, [f"{REGIONS}[1].name"]),
        ([region("chinanorth3")], {}, [f"{REGIONS}[0].name"]),
        ([region(UNKNOWN, UNKNOWN)], {"replicaCount": UNKNOWN}, []),
        ([UNKNOWN], {}, []),
    ],
)
def test_shallow_replication_stays_at_home(regions: object, profile: dict[str, object], fields: list[str]) -> None:
    """One region, one replica; with full replication none of this matters."""
    shallow = judged("shallow", regions, replicationMode="Shallow", **profile)
    assert [field for field, _ in shallow] == fields
    assert judged("shallow", regions, replicationMode="Full", **profile) == []
    assert judged("shallow", regions, **profile) == []


def secure(value: object) -> dict[str, object]:
    """Make an encryption of a confidential virtual machine's disk."""
    return {"osDiskImage": {"securityProfile": {"secureVMDiskEncryptionSetId": value}}}


@pytest.mark.parametrize(
    ("encryption", "good"),
    [
        ({"osDiskImage": {"diskEncryptionSetId": "/subscriptions/1"}}, False),
        ({"dataDiskImages": [{"lun": 0}, {"lun": 1, "diskEncryptionSetId": "/subscriptions/1"}]}, False),
        (secure("/subscriptions/1"), False),
        (secure(UNKNOWN), True),
        (secure(""), True),
        (secure(5), True),
        ({}, True),
        (None, True),
        (UNKNOWN, True),
    ],
)
def test_shallow_replication_takes_no_own_keys(encryption: object, good: bool) -> None:  # noqa: FBT001 # a table
    """A disk encryption set of any disk is refused, without printing it; what is no set is another rule's."""
    encrypted = {**region("chinaeast2"), "encryption": encryption}
    expected = [] if good else [(f"{REGIONS}[0].encryption", ERROR)]
    assert judged("shallow", [encrypted], replicationMode="shallow") == expected


ZONES = "publishingProfile.targetExtendedLocations"


@pytest.mark.parametrize(
    ("listed", "good"), [([{}], False), ([UNKNOWN, {}], False), ([], True), ([UNKNOWN], True), ([None, "x"], True)]
)
def test_shallow_replication_adds_no_replicas(listed: object, good: bool) -> None:  # noqa: FBT001 # a table
    """Neither a further set of the region nor an edge zone; an entry that is none is another rule's."""
    sets = {**region("chinaeast2"), "additionalReplicaSets": listed}
    expected = [] if good else [(f"{REGIONS}[0].additionalReplicaSets", ERROR), (ZONES, ERROR)]
    assert judged("shallow", [sets], replicationMode="Shallow", targetExtendedLocations=listed) == expected
    assert judged("shallow", [sets], targetExtendedLocations=listed) == []


def test_a_region_that_is_null_is_no_further_region() -> None:
    """It is told once, as a region without a name."""
    profile = {"targetRegions": [region("chinaeast2"), None], "replicationMode": "Shallow"}
    inputs = {"location": "chinaeast2", "publishingProfile": profile}
    rules = [finding.rule for finding in judge_image_version(inputs) if finding.field.startswith(REGIONS)]
    assert rules == ["region-named"]


@pytest.mark.parametrize(
    ("name", "severities"),
    [("chinaest2", [WARNING]), ("China East 2", []), ("", []), (5, []), (UNKNOWN, []), ("moon", [WARNING])],
)
def test_a_region_is_known(name: object, severities: list[Severity]) -> None:
    """An unknown region is a warning, since Azure opens new ones (S26)."""
    assert [severity for _, severity in judged("region-known", [region(name)])] == severities


@pytest.mark.parametrize(("name", "good"), [("", False), (" ", False), (None, False), (5, False), (UNKNOWN, True)])
def test_a_region_has_a_name(name: object, good: bool) -> None:  # noqa: FBT001 # a column of the table
    """A target region without one is an error; a location may be left to the resource group."""
    assert judged("region-named", [region(name)]) == ([] if good else [(f"{REGIONS}[0].name", ERROR)])
    assert judged("region-named", [], None) == []
    assert judged("region-named", [], " ") == [("location", ERROR)]
    assert judged("region-named", [None, UNKNOWN, "x"]) == [(f"{REGIONS}[0].name", ERROR)]
    assert judged("region-named", [], targetExtendedLocations=[None]) == []  # its own rule asks for the zone


def test_a_region_that_is_no_mapping_is_one_mistake() -> None:
    """A text for a target region is reported where it stands, and by one rule."""
    inputs = {"location": "westus", "publishingProfile": {"targetRegions": ["westus"]}}
    rules = [finding.rule for finding in judge_image_version(inputs) if finding.field.startswith(REGIONS)]
    assert rules == ["field-types"]


def test_a_mistyped_region_says_what_was_meant() -> None:
    """The suggestion is the display name."""
    assert [finding.instead for finding in found("region-known", [region("chinaest2")])] == [
        '"China East 2", if that was meant'
    ]


def test_a_version_lies_in_one_cloud() -> None:
    """Azure China does not replicate to public Azure; unknown regions are not judged (S26)."""
    regions = [region("chinaeast2"), region("westeurope"), region("moon"), region("usgovvirginia")]
    assert judged("regions-one-cloud", regions) == [(f"{REGIONS}[1].name", ERROR), (f"{REGIONS}[3].name", ERROR)]
