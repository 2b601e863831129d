"""Versions and definitions against the sources that their stack declares too (S3, S13, S22)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from compute_gallery_rules import UNKNOWN
from compute_gallery_rules.together.declared import DeclaredOrigin, DeclaredResource
from compute_gallery_rules.together.source_agreement import DeclaredSource
from compute_gallery_rules.together.stack_origins import source_machine_stopped, version_agrees_with_source
from tests.rules.stacks import definition, version

DIRECT: Mapping[str, object] = {"storageProfile": {"source": {"id": UNKNOWN}}}
FROM_DISK: Mapping[str, object] = {"storageProfile": {"osDiskImage": {"source": {"id": UNKNOWN}}}}
FIRST = "/subscriptions/1/resourceGroups/r/providers/Microsoft.Compute/galleries/images/images/ubuntu/versions/1.0.0"
LINUX = {"location": "West Europe", "hyperVGeneration": "V2", "osType": "Linux"}


def made_from(
    kind: DeclaredSource, source: Mapping[str, object], inputs: Mapping[str, object] = DIRECT
) -> DeclaredResource:
    """Make a version from a source of the same stack, whose id is not known yet."""
    return replace(version(location="westeurope", **inputs), origin=DeclaredOrigin("s", kind, source, is_new=True))


def told(*resources: DeclaredResource) -> list[tuple[str, str]]:
    """Return the URNs and fields of what does not agree."""
    return [(each.urn, problem.field) for each, problem in version_agrees_with_source(resources)]


@pytest.mark.parametrize(
    ("image", "found"),
    [
        (LINUX, []),
        ({**LINUX, "location": "northeurope"}, [("v", "location")]),
        ({**LINUX, "hyperVGeneration": "V1"}, [("d", "hyperVGeneration")]),
        (
            {"storageProfile": {"osDisk": {"osType": "Windows", "osState": "Generalized"}}},
            [("d", "osType"), ("d", "osState")],
        ),
        (dict.fromkeys((*LINUX, "storageProfile"), UNKNOWN), []),
        ({}, []),
    ],
)
def test_a_managed_image_is_compared(image: Mapping[str, object], found: list[tuple[str, str]]) -> None:
    """With the version's region, and with the definition's generation, OS type and OS state."""
    ubuntu = definition(osType="Linux", osState="Specialized", hyperVGeneration="V2")
    assert told(ubuntu, made_from("managed_image", image)) == found


def test_a_definition_is_told_once() -> None:
    """However many versions are made from one source."""
    first = made_from("managed_image", {"hyperVGeneration": "V2"})
    assert told(definition(), first, replace(first, urn="w")) == [("d", "hyperVGeneration")]


@pytest.mark.parametrize(
    ("machine", "wrong"),
    [
        ({"storageProfile": {"osDisk": {"diffDiskSettings": {"option": "Local"}}}}, "is an ephemeral OS disk"),
        (
            {"storageProfile": {"dataDisks": [{"managedDisk": {"storageAccountType": "UltraSSD_LRS"}}]}},
            "is an Ultra disk",
        ),
    ],
)
def test_a_machine_has_disks_that_azure_takes(machine: Mapping[str, object], wrong: str) -> None:
    """What is wrong with the machine is told at the version, with the machine's name."""
    [(resource, problem)] = version_agrees_with_source([made_from("virtual_machine", machine)])
    assert (resource.urn, problem.field) == ("v", "storageProfile.source")
    assert '"s"' in problem.problem
    assert problem.problem.endswith(wrong)


def test_a_disk_is_the_os_disk_only_where_it_is_alone() -> None:
    """With data disks nobody can tell which one is meant; and a source that is not direct is no machine."""
    disk = {"location": "northeurope"}
    assert told(made_from("disk", disk, FROM_DISK)) == [("v", "location")]
    both = {"storageProfile": {"osDiskImage": {"source": {"id": UNKNOWN}}, "dataDiskImages": [{"lun": 0}]}}
    assert told(made_from("snapshot", disk, both)) == []
    assert told(made_from("managed_image", disk, FROM_DISK)) == []
    assert told(version(location="westeurope")) == []


@pytest.mark.parametrize(
    ("home", "held", "outside"),
    [
        ("northeurope", ["West Europe"], True),
        ("northeurope", ["West Europe", "North Europe"], False),
        ("northeurope", ["West Europe", UNKNOWN], False),
        ("northeurope", UNKNOWN, False),
        (UNKNOWN, ["West Europe"], False),
        ("northeurope", None, True),
        ("West Europe", None, False),
    ],
)
def test_a_version_lies_in_a_region_of_its_source_version(home: object, held: object, outside: bool) -> None:  # noqa: FBT001 # a verdict
    """Told at the version, whether its source is known by its id or by what the storage profile comes from."""
    listed = [{"name": name} for name in held] if isinstance(held, list) else held
    first = version("first", location="westeurope", publishingProfile={"targetRegions": listed})
    by_id = version("v", "2.0.0", location=home, storageProfile={"source": {"id": FIRST}})
    by_reference = replace(
        version("v", "2.0.0", location=home, **DIRECT), references={"storageProfile": frozenset({"first"})}
    )
    for second in (by_id, by_reference):
        assert told(first, second) == ([("v", "location")] if outside else [])


@pytest.mark.parametrize(
    ("theirs", "fields"),
    [
        ({"hyperVGeneration": "V2"}, []),
        ({"hyperVGeneration": "V1"}, ["hyperVGeneration"]),
        ({}, ["hyperVGeneration"]),
        ({"hyperVGeneration": UNKNOWN}, []),
        ({"hyperVGeneration": "V2", "osType": "Windows", "osState": "Specialized"}, ["osType", "osState"]),
        ({"hyperVGeneration": "V2", "architecture": "Arm64"}, ["architecture"]),
        ({"hyperVGeneration": "V2", "purchasePlan": {"publisher": "contoso"}}, ["purchasePlan.publisher"]),
    ],
)
def test_the_definition_is_of_the_kind_of_its_source_versions(theirs: Mapping[str, object], fields: list[str]) -> None:
    """Told once at the definition, however many of its versions are copies; Azure's default generation is V1."""
    kind: dict[str, object] = {"osType": "Linux", "osState": "Generalized"}
    own = definition("own", galleryImageName="copies", hyperVGeneration="V2", **kind)
    other = definition("other", **{**kind, **theirs})
    copies = [
        version(name, number, galleryImageName="copies", storageProfile={"source": {"id": FIRST}})
        for name, number in (("v", "2.0.0"), ("w", "3.0.0"))
    ]
    assert told(own, other, version("first"), *copies) == [("own", field) for field in fields]


def test_a_source_version_of_the_same_definition_is_of_its_kind() -> None:
    """Nothing is compared with itself, and nothing with a definition that the stack does not declare."""
    second = version("v", "2.0.0", storageProfile={"source": {"id": FIRST}})
    assert told(definition(hyperVGeneration="V2"), version("first"), second) == []
    foreign = version("w", "2.0.0", galleryImageName="copies", storageProfile={"source": {"id": FIRST}})
    assert told(definition("own", galleryImageName="copies"), version("first"), foreign) == []


def test_the_keys_of_a_source_version_have_a_rule_of_their_own() -> None:
    """What encrypted-version-source refuses is not told here again."""
    encryption = {"osDiskImage": {"diskEncryptionSetId": "/subscriptions/1/x"}}
    regions = [{"name": "westeurope", "encryption": encryption}]
    first = version("first", publishingProfile={"targetRegions": regions})
    second = version("v", "2.0.0", location="westeurope", **DIRECT)
    assert told(first, replace(second, references={"storageProfile": frozenset({"first"})})) == []


def test_a_machine_that_is_made_in_the_same_run_is_not_stopped() -> None:
    """One that exists may be; what has to be done depends on the definition's OS state."""
    running = made_from("virtual_machine", {})
    [(resource, problem)] = source_machine_stopped([definition(osState="Generalized"), running])
    assert (resource.urn, problem.value) == ("v", "s")
    assert "generalized" in problem.allowed
    [(_, problem)] = source_machine_stopped([running])
    assert "generalized" not in problem.allowed
    existing = replace(running, origin=DeclaredOrigin("s", "virtual_machine", {}, is_new=False))
    assert list(source_machine_stopped([existing, made_from("managed_image", {})])) == []
