"""Whether the versions of a stack agree with what they belong to and come from, and which one is the latest."""

from dataclasses import replace
from typing import Any

import pytest

from compute_gallery_rules import UNKNOWN, ResourceKind
from compute_gallery_rules.together.declared import DeclaredResource
from compute_gallery_rules.together.stack_agreement import (
    agrees_with_gallery,
    community_gallery_images,
    disk_encryption_set_subscription,
    encrypted_version_source,
    version_agrees_with_definition,
)
from compute_gallery_rules.together.stack_latest import latest_exists
from compute_gallery_rules.together.stack_sources import shared_source_order
from tests.rules.stacks import declared, definition, gallery, version

COMPUTE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute"
IMAGE, MACHINE, DISK = f"{COMPUTE}/images/u", f"{COMPUTE}/virtualMachines/u", f"{COMPUTE}/disks/u"
UBUNTU = f"{COMPUTE}/galleries/images/images/ubuntu"
SET = f"{COMPUTE}/diskEncryptionSets/weu"
ENCRYPTED: dict[str, Any] = {
    "targetRegions": [{"name": "weu", "encryption": {"osDiskImage": {"diskEncryptionSetId": SET}}}]
}
SHARED: dict[str, Any] = {"sharingProfile": {"permissions": "Groups"}, "location": "westeurope"}


def source(value: object, field: str = "id") -> dict[str, object]:
    """Make the storage profile of a version with a source."""
    return {"storageProfile": {"source": {field: value}}}


def told(problems: object) -> list[tuple[str, str]]:
    """Return the URNs and fields of what a check found."""
    return [(resource.urn, problem.field) for resource, problem in problems]  # type: ignore[attr-defined]


def test_a_version_is_judged_against_its_definition() -> None:
    """The definition of the same stack counts; where there is none nothing is said."""
    late = version(publishingProfile={"endOfLifeDate": "2029-01-01"})
    early = definition(endOfLifeDate="2028-01-01")
    assert told(version_agrees_with_definition([early, late])) == [("v", "publishingProfile.endOfLifeDate")]
    assert told(version_agrees_with_definition([definition(endOfLifeDate=UNKNOWN), late])) == []
    assert told(version_agrees_with_definition([late])) == []
    assert told(version_agrees_with_definition([definition(galleryName="o", endOfLifeDate="2028-01-01"), late])) == []


@pytest.mark.parametrize("places", ["targetRegions", "targetExtendedLocations"])
def test_the_encryption_of_each_place_is_judged_against_the_definition(places: str) -> None:
    """That for confidential VMs, in an edge zone as in a region, needs a definition that speaks of them."""
    kind = {"osDiskImage": {"securityProfile": {"confidentialVMEncryptionType": "EncryptedWithPmk"}}}
    sealed = version(publishingProfile={places: [{"name": "weu", "encryption": kind}]})
    field = f"publishingProfile.{places}[0].encryption.osDiskImage.securityProfile.confidentialVMEncryptionType"
    assert told(version_agrees_with_definition([definition(), sealed])) == [("v", field)]
    for value in ("ConfidentialVM", UNKNOWN):
        speaks = definition(features=[{"name": "SecurityType", "value": value}])
        assert told(version_agrees_with_definition([speaks, sealed])) == []


def test_what_is_in_a_shared_gallery_is_judged_against_it() -> None:
    """Security types of definitions, keys and regions of versions."""
    private = definition(features=[{"name": "SecurityType", "value": "ConfidentialVM"}])
    wrong = version(location="northeurope", publishingProfile=ENCRYPTED)
    assert told(agrees_with_gallery([gallery(**SHARED), private, wrong])) == [
        ("d", "features"),
        ("v", "publishingProfile.targetRegions[0].encryption"),
        ("v", "location"),
    ]
    assert told(agrees_with_gallery([gallery(location="westeurope"), private, wrong])) == []
    assert told(agrees_with_gallery([gallery(sharingProfile=UNKNOWN), private, wrong])) == []


def test_a_community_gallery_holds_generalized_images() -> None:
    """Only there."""
    image = definition(osState="Specialized")
    assert told(community_gallery_images([gallery(sharingProfile={"permissions": "Community"}), image])) == [
        ("d", "osState")
    ]
    assert told(community_gallery_images([gallery(**SHARED), image])) == []


@pytest.mark.parametrize(
    ("gallery_id", "version_id", "found"),
    [
        (f"{COMPUTE}/galleries/images", None, False),
        (f"{COMPUTE}/galleries/images".replace("/1/", "/2/"), None, True),
        (None, f"{COMPUTE}/galleries/images/images/u/versions/1.0.0".replace("/1/", "/2/"), True),
        (None, None, False),
        ("nonsense", None, False),
    ],
)
def test_a_set_lies_in_the_gallerys_subscription(gallery_id: str | None, version_id: str | None, found: bool) -> None:  # noqa: FBT001
    """Judged where the id of the gallery or of the version is known."""
    resources = [
        replace(gallery(), resource_id=gallery_id),
        replace(version(publishingProfile=ENCRYPTED), resource_id=version_id),
    ]
    field = "publishingProfile.targetRegions[0].encryption.osDiskImage.diskEncryptionSetId"
    assert told(disk_encryption_set_subscription(resources)) == ([("v", field)] if found else [])


def test_no_version_is_made_from_an_encrypted_one() -> None:
    """Told by the names in the id, or by what the storage profile comes from."""
    first = version("first", publishingProfile=ENCRYPTED)
    by_id = version("second", "2.0.0", **source(f"{COMPUTE}/galleries/IMAGES/images/ubuntu/versions/01.0.0"))
    references = {"storageProfile": frozenset({"first"})}
    by_reference = replace(version("second", "2.0.0", **source(UNKNOWN)), references=references)
    for second in (by_id, by_reference):
        assert told(encrypted_version_source([first, second])) == [("second", "storageProfile.source")]
        assert told(encrypted_version_source([version("first"), second])) == []
    assert told(encrypted_version_source([first, version("second", "2.0.0", **source(IMAGE))])) == []
    assert told(encrypted_version_source([first, replace(by_reference, references={})])) == []


@pytest.mark.parametrize(
    ("group", "version_id", "gallery_id", "found"),
    [
        ("RG", None, None, True),
        (UNKNOWN, None, None, True),
        ("other", None, None, False),
        ("rg", f"{UBUNTU}/versions/1.0.0", None, True),
        ("rg", f"{UBUNTU}/versions/1.0.0".replace("/1/", "/2/"), None, False),
        ("rg", None, f"{COMPUTE}/galleries/images", True),
        ("rg", None, f"{COMPUTE}/galleries/images".replace("/1/", "/2/"), False),
    ],
)
def test_a_source_of_another_subscription_or_group_is_another_version(
    group: object,
    version_id: str | None,
    gallery_id: str | None,
    found: bool,  # noqa: FBT001 # a verdict
) -> None:
    """A version of the same names is taken for the source only where what is known of its place is the id's."""
    first = replace(version("first", publishingProfile=ENCRYPTED, resourceGroupName=group), resource_id=version_id)
    second = version("second", "2.0.0", **source(f"{UBUNTU}/versions/1.0.0"))
    resources = [replace(gallery(), resource_id=gallery_id), first, second]
    assert told(encrypted_version_source(resources)) == ([("second", "storageProfile.source")] if found else [])


def test_of_two_namesakes_the_one_in_the_ids_group_is_the_source() -> None:
    """Whichever of them the stack declares first."""
    plain = version("plain", resourceGroupName="other")
    encrypted = replace(version("encrypted", publishingProfile=ENCRYPTED, resourceGroupName="rg"), provider="p")
    second = version("second", "2.0.0", **source(f"{UBUNTU}/versions/1.0.0"))
    for namesakes in ((plain, encrypted), (encrypted, plain)):
        assert told(encrypted_version_source([*namesakes, second])) == [("second", "storageProfile.source")]


def test_the_sets_of_an_edge_zone_count_like_a_regions() -> None:
    """For the gallery's subscription, and for what is made from the version."""
    profile = {"targetRegions": [{"name": "weu"}], "targetExtendedLocations": ENCRYPTED["targetRegions"]}
    elsewhere = replace(gallery(), resource_id=f"{COMPUTE}/galleries/images".replace("/1/", "/2/"))
    first = version("first", publishingProfile=profile)
    second = version("second", "2.0.0", **source(f"{COMPUTE}/galleries/images/images/ubuntu/versions/1.0.0"))
    field = "publishingProfile.targetExtendedLocations[0].encryption.osDiskImage.diskEncryptionSetId"
    assert told(disk_encryption_set_subscription([elsewhere, first])) == [("first", field)]
    assert told(encrypted_version_source([first, second])) == [("second", "storageProfile.source")]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (source(IMAGE), source(IMAGE), True),
        (source(IMAGE), source(f"{IMAGE.upper()}/"), True),
        (source(MACHINE), source(MACHINE, "virtualMachineId"), True),
        (source(IMAGE), source(MACHINE), False),
        (source(DISK), source(DISK), False),
        (
            source(f"{COMPUTE}/galleries/o/images/u/versions/1.0.0"),
            source(f"{COMPUTE}/galleries/o/images/u/versions/1.0.0"),
            False,
        ),
        (source(UNKNOWN), source(UNKNOWN), False),
        (source(None), source(5), False),
        ({}, {"storageProfile": UNKNOWN}, False),
    ],
)
def test_versions_of_one_source_wait_for_each_other(
    one: dict[str, object],
    other: dict[str, object],
    found: bool,  # noqa: FBT001 # a verdict
) -> None:
    """The later one is told, until one of them is made after the other (S23)."""
    first, second = version("first", **one), version("second", "1.0.1", **other)
    fields = [urn for urn, _ in told(shared_source_order([first, second]))]
    assert fields == (["second"] if found else [])
    assert told(shared_source_order([first, replace(second, depends_on=frozenset({"first"}))])) == []
    assert told(shared_source_order([replace(first, depends_on=frozenset({"second"})), second])) == []


def test_a_source_that_is_not_known_yet_is_told_by_its_resource() -> None:
    """Two versions from one new machine; a third from another is not among them, nor are disks or other versions."""
    machine, disk = source(UNKNOWN), {"storageProfile": {"osDiskImage": {"source": {"id": UNKNOWN}}}}
    origins: dict[str, tuple[dict[str, Any], str]] = {
        "a": (machine, "vm1"),
        "b": (machine, "vm1"),
        "c": (machine, "vm2"),
        "d": (disk, "vm1"),
    }
    resources = [
        replace(version(urn, **inputs), references={"storageProfile": frozenset({origin})})
        for urn, (inputs, origin) in origins.items()
    ]
    assert told(shared_source_order(resources)) == [("b", "storageProfile.source.id")]
    other = frozenset({"urn:pulumi:s::p::azure-native:compute:GalleryImageVersion::first"})
    copies = [replace(version(urn, **machine), references={"storageProfile": other}) for urn in ("a", "b")]
    assert told(shared_source_order(copies)) == []


def test_a_chain_of_versions_is_in_order() -> None:
    """Each waits for the one before it alone, in whatever order the stack lists them, also through a definition."""
    links = {"a": (), "b": ("a",), "d": ("b",), "c": ("d",)}
    image = replace(definition("d"), depends_on=frozenset(links["d"]))
    in_chain = [replace(version(urn, **source(IMAGE)), depends_on=frozenset(links[urn])) for urn in "abc"]
    for versions in (in_chain, in_chain[::-1]):
        assert told(shared_source_order([image, *versions])) == []
    apart = replace(version("e", **source(IMAGE)), depends_on=frozenset({"b"}))
    [(resource, problem)] = shared_source_order([image, *in_chain, apart])
    assert resource.urn == "e"
    assert problem.problem.startswith('is the source of "c" too')
    copy = version("copy", "2.0.0", **source(f"{UBUNTU}/versions/1.0.0"))
    first = version("first", **source(DISK))
    between = replace(version("x", "3.0.0"), depends_on=frozenset({"first"}))
    assert told(shared_source_order([first, between, replace(copy, depends_on=frozenset({"x"}))])) == []


def test_a_version_waits_for_the_version_that_it_is_made_from() -> None:
    """Where both are new: an id that is written out makes no order, while a reference or depends_on does."""
    first = version("first", **source(DISK))
    by_id = version("second", "2.0.0", **source(f"{UBUNTU}/versions/1.0.0"))
    [(resource, problem)] = shared_source_order([first, by_id])
    assert (resource.urn, problem.field) == ("second", "storageProfile.source.id")
    assert problem.instead == 'depends_on "first" among the version\'s options'
    waits = replace(by_id, depends_on=frozenset({"first"}))
    refers = replace(by_id, references={"storageProfile": frozenset({"first"})})
    built = replace(first, resource_id=f"{UBUNTU}/versions/1.0.0")
    published_too = replace(by_id, resource_id=f"{UBUNTU}/versions/2.0.0")
    for resources in ([first, waits], [first, refers], [built, by_id], [first, published_too], [by_id]):
        assert told(shared_source_order(resources)) == []


def test_no_circle_is_proposed() -> None:
    """A source that waits for what is made from it is told without the option that would close the circle."""
    first = replace(version("first", **source(DISK)), depends_on=frozenset({"second"}))
    second = version("second", "2.0.0", **source(f"{UBUNTU}/versions/1.0.0"))
    [(resource, problem)] = shared_source_order([first, second])
    assert (resource.urn, problem.instead) == ("second", None)


def test_a_version_that_is_built_already_is_not_waited_for() -> None:
    """Nothing is said of a published version beside a new one or a published one, while two new ones are told."""
    first, second, third = (
        replace(version(str(index), f"1.0.{index}", **source(IMAGE)), resource_id=f"{UBUNTU}/versions/1.0.{index}")
        for index in range(3)
    )
    assert told(shared_source_order([first, second])) == []
    assert told(shared_source_order([first, replace(second, resource_id=None)])) == []
    new = [replace(second, resource_id=None), replace(third, resource_id=None)]
    assert told(shared_source_order([first, *new])) == [("2", "storageProfile.source.id")]


def test_each_of_many_side_by_side_is_told_once() -> None:
    """Three versions of one image: two of them have to wait."""
    resources = [version(str(index), f"1.0.{index}", **source(IMAGE)) for index in range(3)]
    assert [urn for urn, _ in told(shared_source_order(resources))] == ["1", "2"]


def published(name: str, number: str, excluded: object, **regions: object) -> DeclaredResource:
    """Make a version that is excluded from latest everywhere, or in some regions."""
    listed = [{"name": region, "excludeFromLatest": value} for region, value in regions.items()]
    return version(name, number, publishingProfile={"excludeFromLatest": excluded, "targetRegions": listed})


@pytest.mark.parametrize(
    ("versions", "missing"),
    [
        ([published("a", "1.0.0", False, weu=None)], None),  # noqa: FBT003 # the value
        ([published("a", "1.0.0", True, westeurope=None)], "West Europe"),  # noqa: FBT003 # the value
        ([published("a", "1.0.0", None, westeurope=True, northeurope=False)], "West Europe"),
        ([published("a", "1.0.0", True, westeurope=None), published("b", "1.0.1", None, westeurope=False)], None),  # noqa: FBT003 # the value
        ([published("a", "1.0.0", "true", eastus=None), published("b", "1.0.1", None, westus=None)], "East US"),
        ([published("a", "1.0.0", UNKNOWN, westeurope=None)], None),
        ([published("a", "1.0.0", None, westeurope=True), version("b", "1.0.1", publishingProfile=UNKNOWN)], None),
        ([version("a", location="westeurope", publishingProfile={"excludeFromLatest": True})], "West Europe"),
        ([], None),
    ],
)
def test_every_region_has_a_latest_version(versions: list[DeclaredResource], missing: str | None) -> None:
    """Told at the definition where the stack has it, else at a version; what is unknown may be the latest."""
    for resources, place in (([definition(), *versions], "d"), (versions, versions[-1].urn if versions else "")):
        found = list(latest_exists(resources))
        assert [resource.urn for resource, _ in found] == ([place] if missing else [])
        assert all(problem.problem.endswith(f"latest in {missing}") for _, problem in found)


def test_unknown_definitions_are_not_mixed_up() -> None:
    """Versions whose definition cannot be told have no latest version to miss."""
    lost = declared(ResourceKind.IMAGE_VERSION, "v", {"publishingProfile": {"excludeFromLatest": True}})
    assert told(latest_exists([lost])) == []


def test_what_a_region_is_called_cannot_break_a_message() -> None:
    """A name that is none is shown as a value is: on one line, and without a query."""
    [(_, problem)] = latest_exists(
        [version(publishingProfile={"targetRegions": [{"name": "a\x1bb?sig=SECRET", "excludeFromLatest": True}]})]
    )
    assert problem.problem.isprintable()
    assert "SECRET" not in problem.problem
