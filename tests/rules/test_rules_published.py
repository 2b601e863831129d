"""What may not change once it is published, and what may not be deleted."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    UNKNOWN,
    ImageVersionNumber,
    ResourceKind,
    blocked_until,
    change_of_definition,
    change_of_end_of_life,
    change_of_gallery,
    change_of_place,
    change_of_version,
    deletion_of_version,
    leaves_a_place,
    published_version,
)

Inputs = dict[str, Any]

TODAY = datetime(2026, 6, 1, tzinfo=UTC)
NUMBER = ImageVersionNumber(1, 0, 0)
GALLERY = "/subscriptions/S/resourceGroups/G/providers/Microsoft.Compute"
SET_A, SET_B = (f"{GALLERY}/diskEncryptionSets/{name}" for name in "ab")

VERSION: Inputs = {
    "location": "chinaeast2",
    "publishingProfile": {
        "targetRegions": [
            {"name": "China East 2", "encryption": {"osDiskImage": {"diskEncryptionSetId": SET_A}}},
            {"name": "China North", "storageAccountType": "Standard_ZRS"},
        ],
        "replicationMode": "Full",
    },
    "storageProfile": {
        "osDiskImage": {
            "source": {"uri": "https://a.blob.core.chinacloudapi.cn/v/o.vhd?sig=old", "storageAccountId": "A"}
        },
        "dataDiskImages": [
            {"lun": 0, "source": {"id": f"{GALLERY}/snapshots/s0"}},
            {"lun": 1.0, "source": {"id": "S1"}},
        ],
    },
}


def with_value(inputs: Inputs, path: str, value: object) -> Inputs:
    """Inputs with another value at a path of names and indexes; ... takes it out."""
    changed = copy.deepcopy(inputs)
    *outer, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place: Any = changed
    for part in outer:
        place = place[part]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return changed


def judged(old: Inputs, new: Inputs, *retired: str) -> list[tuple[str, str]]:
    """Rule and field of each finding on a change of a version."""
    found = change_of_version(
        old, new, retired_regions=retired, next_free=ImageVersionNumber(1, 0, 1), how_to_retire=lambda region: region
    )
    return [(finding.rule, finding.field) for finding in found]


DISKS = "storageProfile.dataDiskImages"
REGIONS = "publishingProfile.targetRegions"


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("storageProfile/osDiskImage/source/uri", "https://a/other.vhd", "storageProfile.osDiskImage.source.uri"),
        (
            "storageProfile/osDiskImage/source/uri",
            "https://a.blob.core.chinacloudapi.cn/v/O.vhd",
            "storageProfile.osDiskImage.source.uri",
        ),
        ("storageProfile/osDiskImage/source", {"id": "D"}, "storageProfile.osDiskImage.source.id"),
        ("storageProfile/dataDiskImages/0/lun", 5, f"{DISKS}[0].lun"),
        ("storageProfile/dataDiskImages/0/source/id", "other", f"{DISKS}[0].source.id"),
        ("storageProfile/dataDiskImages/1", ..., DISKS),
        ("publishingProfile/replicationMode", "Shallow", "publishingProfile.replicationMode"),
        ("publishingProfile/storageAccountType", "premium_lrs", f"{REGIONS}[0].storageAccountType"),
        ("publishingProfile/targetRegions/1/storageAccountType", ..., f"{REGIONS}[1].storageAccountType"),
        (
            "publishingProfile/targetRegions/0/encryption/osDiskImage/diskEncryptionSetId",
            SET_B,
            f"{REGIONS}[0].encryption.osDiskImage.diskEncryptionSetId",
        ),
    ],
)
def test_published_version_is_fixed(path: str, value: object, field: str) -> None:
    """Source (blobs differ by casing), disks, LUNs, mode, storage and encryption stay; the finding names the field."""
    found = judged(VERSION, with_value(VERSION, path, value))
    assert ("version-fixed", field) in found
    assert {rule for rule, _ in found} == {"version-fixed"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("storageProfile/osDiskImage/source/uri", "https://A.blob.core.chinacloudapi.cn/v/o.vhd?sig=new"),
        ("storageProfile/osDiskImage/source/storageAccountId", "a"),
        ("storageProfile/osDiskImage/source/uri", UNKNOWN),
        ("storageProfile", {}),
        ("storageProfile/dataDiskImages/1/lun", "1"),
        ("publishingProfile/replicationMode", ...),
        ("publishingProfile/targetRegions/0/name", "chinaeast2"),
        ("publishingProfile/targetRegions/0/storageAccountType", "standard_lrs"),
        ("publishingProfile/targetRegions/0/regionalReplicaCount", 7),
        ("publishingProfile/targetRegions", UNKNOWN),
        ("publishingProfile/excludeFromLatest", True),
    ],
)
def test_other_spelling_of_the_same_is_no_change(path: str, value: object) -> None:
    """Casing, a renewed token, defaults written out, what is not known, and what may change are not refused."""
    assert judged(VERSION, with_value(VERSION, path, value)) == []
    if value is not UNKNOWN:
        assert judged(with_value(VERSION, path, value), VERSION) == []


@pytest.mark.parametrize(
    "path",
    [
        "storageProfile",
        "storageProfile/dataDiskImages",
        "storageProfile/dataDiskImages/0",
        "storageProfile/dataDiskImages/0/lun",
        "storageProfile/dataDiskImages/0/source",
    ],
)
def test_data_disks_that_are_not_known_yet_are_no_change(path: str) -> None:
    """Where data disks, or one of them, are known only after another resource is made, none of them is missed."""
    assert judged(VERSION, with_value(VERSION, path, UNKNOWN)) == []
    assert judged(with_value(VERSION, path, UNKNOWN), VERSION) == []


OF_REGION = "publishingProfile/targetRegions/0/encryption"
ENCRYPTED = with_value(VERSION, f"{OF_REGION}/dataDiskImages", [{"lun": 0, "diskEncryptionSetId": SET_A}])


@pytest.mark.parametrize(
    "path",
    [
        OF_REGION,
        f"{OF_REGION}/osDiskImage",
        f"{OF_REGION}/dataDiskImages",
        f"{OF_REGION}/dataDiskImages/0",
        f"{OF_REGION}/dataDiskImages/0/lun",
        f"{OF_REGION}/dataDiskImages/0/diskEncryptionSetId",
    ],
)
def test_encryption_that_is_not_known_yet_is_no_change(path: str) -> None:
    """Where a region's encryption, or a part of it, is known only later, no disk of it is taken for another."""
    assert judged(ENCRYPTED, with_value(ENCRYPTED, path, UNKNOWN)) == []
    assert judged(with_value(ENCRYPTED, path, UNKNOWN), ENCRYPTED) == []


SECURE = {"confidentialVMEncryptionType": "EncryptedWithCmk", "secureVMDiskEncryptionSetId": SET_A}
ZONE = {
    "name": "China East 2",
    "extendedLocation": {"name": "attatlanta1", "type": "EdgeZone"},
    "encryption": {"osDiskImage": {"diskEncryptionSetId": SET_A, "securityProfile": SECURE}},
}
CONFIDENTIAL = with_value(
    with_value(VERSION, "publishingProfile/targetExtendedLocations", [ZONE]),
    f"{OF_REGION}/osDiskImage/securityProfile",
    SECURE,
)


@pytest.mark.parametrize("place", ["targetRegions", "targetExtendedLocations"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("diskEncryptionSetId", SET_B),
        ("diskEncryptionSetId", ...),
        ("securityProfile/secureVMDiskEncryptionSetId", SET_B),
        ("securityProfile/secureVMDiskEncryptionSetId", ...),
        ("securityProfile/confidentialVMEncryptionType", "EncryptedWithPmk"),
    ],
)
def test_encryption_of_each_place_is_fixed(place: str, name: str, value: object) -> None:
    """Sets for disks and for confidential VMs, and how these are encrypted, stay, in edge zones as in regions."""
    path = f"publishingProfile/{place}/0/encryption/osDiskImage/{name}"
    field = path.replace("/0", "[0]").replace("/", ".")
    assert judged(CONFIDENTIAL, with_value(CONFIDENTIAL, path, value)) == [("version-fixed", field)]
    assert judged(CONFIDENTIAL, with_value(CONFIDENTIAL, path, UNKNOWN)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("extendedLocation/name", "AttAtlanta1"),
        ("extendedLocation/name", UNKNOWN),
        ("name", "chinaeast2"),
        ("encryption/osDiskImage/securityProfile/confidentialVMEncryptionType", "encryptedwithcmk"),
        ("encryption/osDiskImage/diskEncryptionSetId", SET_A.upper()),
    ],
)
def test_edge_zone_in_another_spelling_is_the_same(path: str, value: object) -> None:
    """An edge zone is told by region and zone, in any casing, and its encryption is read in any casing too."""
    assert (
        judged(CONFIDENTIAL, with_value(CONFIDENTIAL, f"publishingProfile/targetExtendedLocations/0/{path}", value))
        == []
    )


HOME_ALONE: Inputs = {"location": "chinaeast2", "publishingProfile": {"replicaCount": 1}}
STORAGE = "publishingProfile.storageAccountType"


@pytest.mark.parametrize(
    ("profile", "fields"),
    [
        ({"storageAccountType": "Premium_LRS"}, [STORAGE]),
        ({"storageAccountType": "standard_lrs"}, []),
        ({"storageAccountType": UNKNOWN}, []),
        ({"targetRegions": [{"name": "China East 2"}]}, []),
        (
            {"targetRegions": [{"name": "China East 2", "storageAccountType": "Standard_ZRS"}]},
            [f"{REGIONS}[0].storageAccountType"],
        ),
        (
            {"targetRegions": [{"name": "China East 2"}], "storageAccountType": "Premium_LRS"},
            [f"{REGIONS}[0].storageAccountType"],
        ),
        ({"targetRegions": UNKNOWN, "storageAccountType": "Premium_LRS"}, []),
        (UNKNOWN, []),
        (None, []),
    ],
)
def test_storage_in_the_home_region_stays(profile: object, fields: list[str]) -> None:
    """A version without a list of regions is held in its own, on storage that does not change either."""
    assert judged(HOME_ALONE, {**HOME_ALONE, "publishingProfile": profile}) == [
        ("version-fixed", one) for one in fields
    ]


def test_a_list_that_goes_leaves_the_storage_as_it_is() -> None:
    """Without its list a version stays on the storage of each region: only another one that is named is refused."""
    zone_redundant = [{"name": "China East 2", "storageAccountType": "Standard_ZRS"}]
    listed = {**HOME_ALONE, "publishingProfile": {"targetRegions": zone_redundant}}
    assert judged(listed, HOME_ALONE) == []
    named = with_value(HOME_ALONE, "publishingProfile/storageAccountType", "Standard_LRS")
    assert judged(listed, named) == [("version-fixed", STORAGE)]


def test_home_region_leaves_only_when_it_is_retired() -> None:
    """A list without the region that alone held the version takes it away as any other region."""
    elsewhere = {**HOME_ALONE, "publishingProfile": {"targetRegions": [{"name": "China North"}]}}
    assert judged(HOME_ALONE, elsewhere) == [("region-removal", REGIONS)]
    assert judged(HOME_ALONE, elsewhere, "China East 2") == []


def test_region_leaves_only_when_it_is_retired() -> None:
    """A region that holds the version stays, in either spelling, until it is named."""
    fewer = with_value(VERSION, "publishingProfile/targetRegions/1", ...)
    assert judged(VERSION, fewer) == [("region-removal", REGIONS)]
    assert judged(VERSION, fewer, "chinaeast2") == [("region-removal", REGIONS)]
    assert judged(VERSION, fewer, "chinanorth") == judged(VERSION, fewer, "China North") == []
    assert judged(fewer, VERSION) == []


ZONES = "publishingProfile.targetExtendedLocations"
ZONED = with_value(VERSION, "publishingProfile/targetExtendedLocations", [ZONE])


@pytest.mark.parametrize("zones", [..., [], None, [{**ZONE, "extendedLocation": {"name": "attdallas1"}}]])
def test_edge_zone_leaves_only_when_it_is_retired(zones: object) -> None:
    """An edge zone stays until region and zone are named: its region alone, or another zone, does not stand for it."""
    fewer = with_value(ZONED, "publishingProfile/targetExtendedLocations", zones)
    assert judged(ZONED, fewer) == [("region-removal", ZONES)]
    assert judged(ZONED, fewer, "China East 2", "chinanorth/attatlanta1") == [("region-removal", ZONES)]
    assert judged(ZONED, fewer, "China East 2/AttAtlanta1") == judged(ZONED, fewer, "chinaeast2/attatlanta1") == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("publishingProfile", UNKNOWN),
        ("publishingProfile", None),
        ("publishingProfile/targetExtendedLocations", UNKNOWN),
        ("publishingProfile/targetExtendedLocations/0/name", UNKNOWN),
        ("publishingProfile/targetExtendedLocations/0/extendedLocation", UNKNOWN),
        ("publishingProfile/targetExtendedLocations/0/storageAccountType", UNKNOWN),
        ("publishingProfile/targetExtendedLocations/0/storageAccountType", "standardssd_lrs"),
        ("publishingProfile/storageAccountType", UNKNOWN),
    ],
)
def test_edge_zone_that_is_not_known_yet_has_not_left(path: str, value: object) -> None:
    """A zone whose name or storage is known later stays where it is; its own default is no change either."""
    assert judged(ZONED, with_value(ZONED, path, value)) == []


def test_storage_of_an_edge_zone_stays() -> None:
    """An edge zone that holds the version keeps its storage, whatever the version's own is."""
    other = with_value(ZONED, "publishingProfile/targetExtendedLocations/0/storageAccountType", "Premium_LRS")
    assert judged(ZONED, other) == [("version-fixed", f"{ZONES}[0].storageAccountType")]
    assert judged(other, other) == []


@pytest.mark.parametrize(
    ("retired", "leaves"),
    [
        ([], False),
        (["chinanorth"], False),
        (["China East 2/ATTATLANTA1"], False),
        (["chinaeast2/attdallas1"], True),
        (["chinanorth/attatlanta1"], True),
        (["China North 3"], True),
    ],
)
def test_place_that_may_be_retired_leaves_where_it_is_not_declared(retired: list[str], leaves: bool) -> None:  # noqa: FBT001
    """Azure has to be told of a deletion where a place that may go is none of the version's."""
    assert leaves_a_place(ZONED, retired) is leaves


DEFINITION: Inputs = {
    "location": "chinaeast2",
    "osType": "Linux",
    "osState": "Specialized",
    "identifier": {"publisher": "p", "offer": "o", "sku": "s"},
    "features": [{"name": "SecurityType", "value": "TrustedLaunch"}],
}


@pytest.mark.parametrize(
    ("path", "value", "fields"),
    [
        ("osType", "Windows", ["osType"]),
        ("osState", ..., ["osState"]),
        ("hyperVGeneration", "V2", ["hyperVGeneration"]),
        ("hyperVGeneration", "v1", []),
        ("architecture", "x64", []),
        ("identifier/sku", "t", ["identifier.sku"]),
        ("identifier/sku", UNKNOWN, []),
        ("purchasePlan", {"name": "n"}, ["purchasePlan.name"]),
        ("eula", "https://e", ["eula"]),
        ("features", [], ["features"]),
        ("features", UNKNOWN, []),
        ("features/0/value", "trustedlaunch", []),
        ("features/0/value", UNKNOWN, []),
        ("description", "d", []),
    ],
)
def test_definition_is_fixed(path: str, value: object, fields: list[str]) -> None:
    """What Azure never changes in a definition is refused, and only that."""
    assert [one.field for one in change_of_definition(DEFINITION, with_value(DEFINITION, path, value))] == fields


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("TrustedLaunch", None, 'features: "no SecurityType" cannot replace "SecurityType=TrustedLaunch"'),
        (
            "TrustedLaunch",
            "ConfidentialVM",
            '"SecurityType=ConfidentialVM" cannot replace "SecurityType=TrustedLaunch"',
        ),
        (None, "TrustedLaunch", 'features: "SecurityType=TrustedLaunch" cannot replace "no SecurityType"'),
    ],
)
def test_features_are_told_as_they_were_written(old: str | None, new: str | None, told: str) -> None:
    """A feature that comes, goes or changes is named with both values, in the spelling of the program."""
    sides = [{"features": [{"name": "SecurityType", "value": value}]} if value else {} for value in (old, new)]
    (finding,) = change_of_definition(*sides)
    assert told in finding.text("ImageDefinition 'd'")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1.0.0", "2.0.0", ['"SecurityType=TrustedLaunch from 2.0.0" cannot replace "SecurityType=TrustedLaunch from']),
        (None, "2.0.0", ['"SecurityType=TrustedLaunch from 2.0.0" cannot replace "SecurityType=TrustedLaunch"']),
        ("1.0.0", "1.0.0", []),
        (UNKNOWN, "1.0.0", []),
    ],
)
def test_where_a_feature_starts_is_a_part_of_it(old: object, new: object, told: list[str]) -> None:
    """Azure asks for allowUpdateImage where features are updated at all; the order of features is no update."""
    other = {"name": "IsAcceleratedNetworkSupported", "value": "True"}
    sides = [{"name": "SecurityType", "value": "TrustedLaunch", "startsAtVersion": start} for start in (old, new)]
    findings = change_of_definition({"features": [sides[0], other]}, {"features": [other, sides[1]]})
    assert [part in finding.text("d") for finding, part in zip(findings, told, strict=True)] == [True] * len(told)


@pytest.mark.parametrize("field", ["eula", "privacyStatementUri"])
@pytest.mark.parametrize("written", ["https://x/e?sig=SECRET", "https://x/e?code=SECRET", "https://SECRET@x/e"])
def test_published_secret_is_not_told(field: str, written: str) -> None:
    """A token in the address that a definition was created with is neither shown nor advised."""
    (finding,) = change_of_definition({**DEFINITION, field: written}, {**DEFINITION, field: "https://x/f"})
    assert "SECRET" not in finding.text("ImageDefinition 'd'")
    assert finding.instead is None


def test_published_address_is_advised() -> None:
    """An address without a secret is what to write, quoted."""
    (finding,) = change_of_definition({**DEFINITION, "eula": "https://x/e"}, {**DEFINITION, "eula": "https://x/f"})
    assert finding.instead == '"https://x/e"'


@pytest.mark.parametrize(("permission", "told"), [(True, 0), ("true", 0), (UNKNOWN, 0), (False, 1), (None, 1)])
def test_features_may_change_where_the_update_allows_it(permission: object, told: int) -> None:
    """`allowUpdateImage` is Azure's own permission to change features; nothing is refused while it is not known."""
    changed = with_value(DEFINITION, "features", [])
    assert len(change_of_definition(DEFINITION, {**changed, "allowUpdateImage": permission})) == told


def test_gallery_keeps_its_kind_of_sharing() -> None:
    """Permissions are set at creation; private is what a gallery is without them."""
    shared = {"sharingProfile": {"permissions": "Groups"}}
    assert [one.field for one in change_of_gallery({}, shared)] == ["sharingProfile.permissions"]
    assert change_of_gallery({}, {"sharingProfile": {"permissions": "private"}}) == ()


def test_place_is_fixed() -> None:
    """Another region would make Pulumi delete and create again; another spelling of the region would not."""
    assert [one.field for one in change_of_place(VERSION, {"location": "chinanorth"})] == ["location"]
    assert change_of_place(VERSION, {"location": "China East 2"}) == ()
    assert change_of_place(VERSION, {"location": UNKNOWN}) == ()


@pytest.mark.parametrize("old", [{}, {"endOfLifeDate": "2030-01-01"}])
def test_past_end_of_life_is_refused_where_it_is_new(old: Inputs) -> None:
    """On a create and on a change of the date a past one is an error; the same date again is none."""
    past = {"endOfLifeDate": "2026-05-01"}
    found = change_of_end_of_life(ResourceKind.IMAGE_DEFINITION, old, past, TODAY)
    assert [one.rule for one in found] == ["end-of-life"]
    again = {"endOfLifeDate": "2026-05-01T00:00:00Z"}
    assert change_of_end_of_life(ResourceKind.IMAGE_DEFINITION, past, again, TODAY) == ()
    assert change_of_end_of_life(ResourceKind.GALLERY, {}, past, TODAY) == ()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "id", "lun", "source", "value", "targetRegions", "dataDiskImages", "encryption"]),
            inner,
        )
    ),
    max_leaves=12,
)
INPUTS = st.dictionaries(
    st.sampled_from(
        ["location", "features", "identifier", "publishingProfile", "storageProfile", "safetyProfile", "sharingProfile"]
    ),
    ANYTHING,
)


@given(old=INPUTS, new=INPUTS)
def test_nothing_raises(old: Inputs, new: Inputs) -> None:
    """Whatever stands in a state or a program, a judgement is returned; nothing changed is nothing refused."""
    judged(old, new)
    change_of_definition(old, new)
    change_of_gallery(old, new)
    change_of_place(old, new)
    deletion_of_version(NUMBER, old, [published_version(NUMBER, new)], today=TODAY, permission="")
    blocked_until(old, TODAY)
    assert judged(old, copy.deepcopy(old)) == []
    assert change_of_definition(old, copy.deepcopy(old)) == ()
