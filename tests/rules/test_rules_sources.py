"""Sources, VHDs, data disks and resource ids (S2 to S9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    UNKNOWN,
    Finding,
    ResourceId,
    Severity,
    judge_image_version,
    parse_resource_id,
    source_kind,
)

COMPUTE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute"
ACCOUNT = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/images"
ADDRESS = "https://images.blob.core.chinacloudapi.cn/vhds/os.vhd"
IMAGE, MACHINE = f"{COMPUTE}/images/ubuntu", f"{COMPUTE}/virtualMachines/build"
VERSION = f"{COMPUTE}/galleries/g/images/i/versions/1.0.0"
DISK, SNAPSHOT = f"{COMPUTE}/disks/d", f"{COMPUTE}/snapshots/s"
COMMUNITY = "/communityGalleries/PirPublic-1f3b/images/ubuntu"
RULES = ("one-os-source", "source-id", "vhd-address", "disk-sources-unique", "data-disk-luns", "data-disk-size")


def found(profile: object, **inputs: object) -> list[Finding]:
    """Judge a storage profile by the rules on sources."""
    findings = judge_image_version({"storageProfile": profile, **inputs})
    return [finding for finding in findings if finding.rule in RULES]


def rules(profile: object, **inputs: object) -> list[str]:
    """Judge a storage profile; return the rules by which Azure refuses it."""
    return [finding.rule for finding in found(profile, **inputs) if finding.severity is Severity.ERROR]


def os_disk(**source: object) -> dict[str, object]:
    """Make a storage profile with an OS disk's own source."""
    return {"osDiskImage": {"source": source}}


@pytest.mark.parametrize(
    "profile",
    [
        {"source": {"id": IMAGE}},
        {"source": {"id": MACHINE}},
        {"source": {"virtualMachineId": MACHINE}},
        {"source": {"id": VERSION}},
        {"source": {"communityGalleryImageId": COMMUNITY}},
        {"source": {"id": IMAGE}, "osDiskImage": {"hostCaching": "ReadWrite"}},
        {"source": {"id": IMAGE}, "dataDiskImages": [{"lun": 0, "hostCaching": "None"}]},
        os_disk(id=DISK),
        os_disk(id=SNAPSHOT),
        os_disk(uri=ADDRESS, storageAccountId=ACCOUNT),
        os_disk(uri=ADDRESS, id=ACCOUNT),
        os_disk(uri=ADDRESS + "?sv=1&sig=secret", storageAccountId=ACCOUNT),
        {**os_disk(uri=ADDRESS, storageAccountId=ACCOUNT), "dataDiskImages": [{"lun": 3, "source": {"id": SNAPSHOT}}]},
        {**os_disk(id=SNAPSHOT), "dataDiskImages": [{"lun": 0, "source": {"uri": ADDRESS, "id": ACCOUNT}}]},
        {"source": UNKNOWN},
        {"source": {"id": UNKNOWN}},
        {"source": {"id": IMAGE}, "osDiskImage": UNKNOWN},
        {"source": {"virtualMachineId": UNKNOWN}, "osDiskImage": {"source": {"id": SNAPSHOT}}},
        UNKNOWN,
    ],
)
def test_one_source_of_each_kind_is_good(profile: object) -> None:
    """Machine, image, version, disk, snapshot, VHD; data disks of any kind beside an OS disk's source (S2 to S8)."""
    assert rules(profile) == []


@pytest.mark.parametrize(
    "profile",
    [
        None,
        {},
        {"source": {}},
        {"source": {"id": ""}},
        {"source": {"id": None}, "osDiskImage": {"source": {}}},
        {"osDiskImage": {"hostCaching": "ReadWrite"}},
        {"dataDiskImages": [{"lun": 0, "source": {"id": SNAPSHOT}}]},
    ],
)
def test_no_source_is_refused(profile: object) -> None:
    """As Azure does: "One and only one source type" (S8)."""
    assert "one-os-source" in rules(profile)


@pytest.mark.parametrize(
    "profile",
    ["image", [], {"source": IMAGE}, {"osDiskImage": DISK}, {"osDiskImage": {"source": [DISK]}}],
)
def test_a_source_of_another_shape_is_one_mistake(profile: object) -> None:
    """What stands where a mapping is due is told there, and not as a missing source as well."""
    found = judge_image_version({"storageProfile": profile})
    told = [finding.rule for finding in found if finding.field.startswith("storageProfile")]
    assert told == ["field-types"]


@pytest.mark.parametrize("value", [5, [IMAGE], {}, True])
def test_an_id_that_is_no_text_is_one_mistake(value: object) -> None:
    """Something is given, so that no source is missing (S8)."""
    assert rules({"source": {"id": value}}) == ["source-id"]
    assert rules(os_disk(id=value)) == ["source-id"]
    assert rules(os_disk(uri=ADDRESS, storageAccountId=ACCOUNT, id=value)) == ["source-id"]


def test_a_restored_version_needs_no_source() -> None:
    """After a soft delete the version comes back with the source that it had."""
    assert rules({}, restore=True) == []
    assert rules({}, restore=UNKNOWN) == []
    assert rules({}, restore=False) == ["one-os-source"]


@pytest.mark.parametrize(
    "profile",
    [
        {"source": {"id": IMAGE, "virtualMachineId": MACHINE}},
        {"source": {"id": IMAGE}, **os_disk(id=SNAPSHOT)},
        {"source": {"id": IMAGE}, **os_disk(uri=ADDRESS, storageAccountId=ACCOUNT)},
        # The source document lets kinds be mixed beside one OS source; Azure's recorded answer refuses a direct source
        # with others.
        {"source": {"id": IMAGE}, "dataDiskImages": [{"lun": 0, "source": {"id": SNAPSHOT}}]},
    ],
)
def test_a_second_source_is_refused(profile: object) -> None:
    """Whichever two are given (S8)."""
    assert rules(profile) == ["one-os-source"]


@pytest.mark.parametrize(
    ("profile", "instead"),
    [
        ({"source": {"id": SNAPSHOT}}, "it in storageProfile.osDiskImage.source.id"),
        ({"source": {"virtualMachineId": IMAGE}}, "it in storageProfile.source.id"),
        ({"source": {"communityGalleryImageId": IMAGE}}, "it in storageProfile.source.id"),
        ({"source": {"id": COMMUNITY}}, "it in storageProfile.source.communityGalleryImageId"),
        ({"source": {"id": COMMUNITY + "/versions/1.0.0"}}, "it in storageProfile.source.communityGalleryImageId"),
        (
            {"source": {"id": f"{COMPUTE}/galleries/g/images/i"}},
            "the id of one of its versions: <this id>/versions/<number>",
        ),
        ({"source": {"id": IMAGE.removeprefix("/")}}, f'"{IMAGE}"'),
        ({"source": {"id": "ubuntu"}}, None),
        (os_disk(id=IMAGE), "it in storageProfile.source.id"),
        (os_disk(id=ACCOUNT), None),
        (os_disk(id="snapshot"), None),
        ({**os_disk(id=DISK), "dataDiskImages": [{"lun": 0, "source": {"id": ACCOUNT}}]}, None),
        ({"source": {"id": 5}, **os_disk(id=DISK)}, None),
    ],
)
def test_an_id_goes_into_the_field_for_its_kind(profile: object, instead: str | None) -> None:
    """Another kind, or no complete id, is refused, with the place where it belongs (S2 to S5)."""
    findings = [finding for finding in found(profile) if finding.rule == "source-id"]
    assert [finding.instead for finding in findings] == [instead]


@pytest.mark.parametrize("value", [IMAGE, MACHINE, VERSION, DISK, SNAPSHOT])
def test_an_id_in_a_subscription_has_a_group(value: str) -> None:
    """Azure Resource Manager takes no other; an id without a subscription is left alone (S2 to S5)."""
    ungrouped, bare = (value.replace(part, "") for part in ("/resourceGroups/rg", "/subscriptions/1/resourceGroups/rg"))
    for each, expected in ((value, []), (ungrouped, ["source-id"]), (bare, [])):
        assert rules(os_disk(id=each) if value in (DISK, SNAPSHOT) else {"source": {"id": each}}) == expected


@pytest.mark.parametrize(
    "source",
    [
        {"uri": ADDRESS},
        {"uri": ADDRESS, "id": ""},
        {"storageAccountId": ACCOUNT},
        {"uri": ADDRESS, "storageAccountId": "images"},
        {"uri": ADDRESS, "storageAccountId": DISK},
        {"uri": "images/os.vhd", "storageAccountId": ACCOUNT},
        {"uri": "ftp://images/os.vhd", "storageAccountId": ACCOUNT},
        {"uri": "https://", "storageAccountId": ACCOUNT},
        {"uri": "https://images.blob.core.windows.net/", "storageAccountId": ACCOUNT},
        {"uri": "https://[bad/os.vhd", "storageAccountId": ACCOUNT},
        {"uri": 5, "storageAccountId": ACCOUNT},
        {"uri": ADDRESS, "id": SNAPSHOT},
    ],
)
def test_an_incomplete_vhd_is_refused(source: dict[str, object]) -> None:
    """On the OS disk and on a data disk alike (S6, S7)."""
    assert "vhd-address" in rules(os_disk(**source))
    assert "vhd-address" in rules({**os_disk(id=DISK), "dataDiskImages": [{"lun": 0, "source": source}]})


def test_a_bare_account_name_becomes_part_of_the_suggested_id() -> None:
    """The suggestion is the id with the name filled in (S6)."""
    [finding] = found(os_disk(uri=ADDRESS, storageAccountId="images"))
    assert finding.instead is not None
    assert finding.instead.endswith("/Microsoft.Storage/storageAccounts/images")


def test_a_sas_token_is_never_printed() -> None:
    """Not of a wrong address, not of a doubled one, and not of one in a wrong field."""
    address = "https://user:pw@images/os.vhd?sv=2020&sig=SECRETSECRET"
    profiles: list[object] = [
        os_disk(uri=f"ftp:{address}"),
        os_disk(uri=address),
        {"source": {"id": address}},
        {"source": {"id": IMAGE}, **os_disk(uri=address, storageAccountId=address)},
        {**os_disk(uri=address, id=ACCOUNT), "dataDiskImages": [{"lun": 0, "source": {"uri": address, "id": ACCOUNT}}]},
    ]
    for profile in profiles:
        findings = judge_image_version({"storageProfile": profile, "galleryName": address, "location": address})
        assert findings
        for finding in findings:
            assert "SECRET" not in finding.text("version")
            assert "pw" not in finding.text("version")


def test_two_disks_do_not_share_a_source() -> None:
    """An address counts without its token; a shared storage account is no shared source."""
    twice = {
        **os_disk(uri=ADDRESS + "?sig=a", id=ACCOUNT),
        "dataDiskImages": [{"lun": 0, "source": {"uri": ADDRESS.replace("images", "IMAGES"), "id": ACCOUNT}}],
    }
    assert "disk-sources-unique" in rules(twice)
    snapshots = [{"lun": lun, "source": {"id": source}} for lun, source in enumerate((SNAPSHOT, SNAPSHOT.upper()))]
    assert rules({**os_disk(id=DISK), "dataDiskImages": snapshots}) == ["disk-sources-unique"]
    other = {
        **os_disk(uri=ADDRESS, id=ACCOUNT),
        "dataDiskImages": [{"lun": 0, "source": {"uri": ADDRESS + "2", "id": ACCOUNT}}],
    }
    assert rules(other) == []


@pytest.mark.parametrize(
    ("address", "same"),
    [
        (ADDRESS, True),
        (ADDRESS.replace("https://images", "HTTPS://Images"), True),
        (f" {ADDRESS}?sig=b", True),
        (ADDRESS.replace("os.vhd", "OS.vhd"), False),
        (ADDRESS.replace("https", "http"), False),
    ],
)
def test_casing_tells_blobs_apart(address: str, same: bool) -> None:  # noqa: FBT001 # a column of the table
    """Azure compares scheme and host without regard to case, and the name of a blob with it."""
    disk = {"lun": 0, "source": {"uri": address, "storageAccountId": ACCOUNT}}
    profile = {**os_disk(uri=ADDRESS, storageAccountId=ACCOUNT), "dataDiskImages": [disk]}
    assert rules(profile) == (["disk-sources-unique"] if same else [])


def test_a_blank_id_beside_a_vhd_is_no_source() -> None:
    """On a data disk as on the OS disk; alone it is a mistake, once."""
    vhd = {"id": "", "uri": ADDRESS, "storageAccountId": ACCOUNT}
    assert rules(os_disk(**vhd)) == []
    assert rules({**os_disk(id=DISK), "dataDiskImages": [{"lun": 0, "source": vhd}]}) == []
    assert rules({**os_disk(id=DISK), "dataDiskImages": [{"lun": 0, "source": {"id": " "}}]}) == ["source-id"]
    without_address = {"id": "", "storageAccountId": ACCOUNT}
    assert rules({**os_disk(id=DISK), "dataDiskImages": [{"lun": 0, "source": without_address}]}) == ["vhd-address"]


@pytest.mark.parametrize(
    ("luns", "wrong"),
    [
        ([0, 1], []),
        ([0, 63, 1.0], []),
        ([0, 0], [1]),
        ([0, 0.0], [1]),
        ([1, -1], [1]),
        ([None], [0]),
        ([True, "x"], [0, 1]),
        ([UNKNOWN, 0, UNKNOWN], []),
    ],
)
def test_each_data_disk_has_its_own_lun(luns: list[object], wrong: list[int]) -> None:
    """Whole numbers from 0, each once (S7)."""
    findings = found({"source": {"id": IMAGE}, "dataDiskImages": [{"lun": lun} for lun in luns]})
    assert [finding.field for finding in findings] == [f"storageProfile.dataDiskImages[{index}].lun" for index in wrong]


def test_a_doubled_lun_gets_a_free_one() -> None:
    """The suggestion is the lowest number that no disk has."""
    [finding] = found({"source": {"id": IMAGE}, "dataDiskImages": [{"lun": 0}, {"lun": 2}, {"lun": 0}]})
    assert finding.instead == "1"


@pytest.mark.parametrize(
    ("location", "mode", "limit", "size", "good"),
    [
        ("chinaeast2", None, None, 1024, True),
        ("chinaeast2", None, None, 1025, False),  # the source document: 1 TB in Azure China
        ("westeurope", None, None, 2048, True),
        ("westeurope", None, None, 2049, False),  # elsewhere Azure refuses more than 2048 GB
        (None, None, None, 2048, True),
        ("westeurope", "Shallow", None, 32768, True),
        ("westeurope", "Shallow", None, 32769, False),
        ("chinaeast2", None, 4096, 4096, True),
        ("westeurope", None, 512, 513, False),
        ("westeurope", None, None, 0, False),
        ("westeurope", None, None, UNKNOWN, True),
    ],
)
def test_a_data_disk_is_not_too_large(
    location: object,
    mode: object,
    limit: int | None,
    size: object,
    good: bool,  # noqa: FBT001 # a column of the table
) -> None:
    """By cloud and replication mode, or by the limit that is set (S9)."""
    inputs = {
        "location": location,
        "publishingProfile": {"replicationMode": mode},
        "storageProfile": {"source": {"id": IMAGE}, "dataDiskImages": [{"lun": 0, "sizeInGB": size}]},
    }
    findings = judge_image_version(inputs, max_data_disk_gb=limit)
    assert [finding.rule for finding in findings if finding.rule == "data-disk-size"] == (
        [] if good else ["data-disk-size"]
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MACHINE, "virtual_machine"),
        (IMAGE.lower(), "managed_image"),
        (VERSION.upper(), "image_version"),
        (DISK, "disk"),
        (SNAPSHOT, "snapshot"),
        (ACCOUNT, "storage_account"),
        (COMMUNITY, "community_gallery_image"),
        (COMMUNITY + "/versions/1.0.0", "community_gallery_image"),
        ("/sharedGalleries/unique-name/images/i/versions/1.0.0", "shared_gallery_image"),
        (f"{COMPUTE}/galleries/g", None),
        ("/subscriptions/1", None),
        ("", None),
    ],
)
def test_an_ids_kind_is_recognised(text: str, kind: str | None) -> None:
    """In any casing (S2 to S6)."""
    assert source_kind(text) == kind


def test_an_id_is_taken_apart() -> None:
    """Subscription, group, type path and names come in the spelling they had."""
    parsed = parse_resource_id(VERSION)
    assert parsed == ResourceId(
        "1", "rg", "Microsoft.Compute", ("galleries", "images", "versions"), ("g", "i", "1.0.0")
    )
    assert parsed.type == "Microsoft.Compute/galleries/images/versions"
    assert parsed.name == "1.0.0"


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "/",
        "//",
        "/subscriptions/1/resourceGroups/rg",
        f"{COMPUTE}/images",
        f"{IMAGE}/",
        f"{COMPUTE}//images/i",
        f"{IMAGE}?x=1",
        f" {IMAGE}",
        f"{IMAGE}\n",
    ],
)
def test_half_an_id_is_none(text: str) -> None:
    """An id has a name for every type, and nothing before or behind."""
    assert parse_resource_id(text) is None


@given(st.text(alphabet="/abSubscriptionsproviders ?.", max_size=60))
def test_no_text_breaks_the_reading_of_ids(text: str) -> None:
    """Any text is an id with as many names as types, or none."""
    parsed = parse_resource_id(text)
    assert parsed is None or len(parsed.names) == len(parsed.types) > 0
