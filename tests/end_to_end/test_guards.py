"""Guards: what would hurt those who use what is published is refused in the preview, and lifted by name."""

from pathlib import Path

import pytest

from tests.end_to_end.gallery_stack import MACHINE, SNAPSHOT, GalleryStack, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("guards")]

VERSIONS = "definitions/ubuntu/versions"
REGIONS = ["chinaeast2", "chinanorth=2"]
IDENTIFIER = {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"}


def version(**more: object) -> Tree:
    """A version in two regions."""
    return {"source": {"virtualMachineId": MACHINE}, "targetRegions": REGIONS, **more}


PUBLISHED: Tree = {
    "galleryName": "guarded",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": IDENTIFIER,
            "versions": {"1.0.0": version(), "1.1.0": version(endOfLifeDate="2099-01-01"), "2.0.0": version()},
        }
    },
}


@pytest.fixture(scope="module")
def stack(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> GalleryStack:
    """Three versions, published in two regions."""
    made = GalleryStack(local_pulumi, "guards", tmp_path_factory.mktemp("guards"))
    made.up(PUBLISHED)
    return made


def test_published_version_keeps_source_storage_and_regions(stack: GalleryStack) -> None:
    """S4: another source or storage names the next free number, a region left out the way to retire it; all at once."""
    changes = {"source": {"snapshotId": SNAPSHOT}, "targetRegions": ["chinaeast2=1=premium_lrs"]}
    told = stack.refused(changed(PUBLISHED, f"{VERSIONS}/1.0.0", changes))
    assert f"ImageVersion 'images-ubuntu-1.0.0': source: \"{SNAPSHOT}\" differs from what the version was made" in told
    assert f'Allowed: "{MACHINE}". Write version "2.0.1" for the change.' in told
    assert 'target_regions[0].storage_account_type: "Premium_LRS" differs from the storage in China East 2' in told
    assert 'target_regions: "China North" holds the version and is no target region any more' in told
    assert "Write retire_regions: [\"China North\"] on ImageDefinition 'images-ubuntu'" in told
    assert "before hook" in told


@pytest.mark.parametrize("place", ["", "definitions/ubuntu/"])
def test_region_is_retired_by_name(stack: GalleryStack, place: str) -> None:
    """What retire_regions names on the gallery or the definition may go, and Azure is told to delete there."""
    fewer = changed(PUBLISHED, f"{VERSIONS}/1.0.0/targetRegions", ["chinaeast2"])
    told = stack.preview(changed(fewer, f"{place}retireRegions", ["China North"]))
    assert "~ allowDeletionOfReplicatedLocations: false => true" in told
    assert told.count("allowDeletionOfReplicatedLocations: false => true") == 1


def test_latest_version_of_a_region_stays(stack: GalleryStack) -> None:
    """A version taken out of the config is not deleted while it is the latest of a region: the preview says so."""
    told = stack.refused(changed(PUBLISHED, f"{VERSIONS}/2.0.0", None))
    assert 'version: "2.0.0" is the latest of China East 2, China North' in told
    assert "Write allow_delete: [\"2.0.0\"] on ImageDefinition 'images-ubuntu' to delete it all the same." in told


@pytest.mark.parametrize(
    ("place", "name"), [("definitions/ubuntu/", "2.0.0"), ("", "ubuntu/2.0.0"), ("", "ubuntu")], ids=str
)
def test_named_version_may_go(stack: GalleryStack, place: str, name: str) -> None:
    """What allow_delete names, on the definition or the gallery, is deleted."""
    without = changed(PUBLISHED, f"{VERSIONS}/2.0.0", None)
    told = stack.preview(changed(without, f"{place}allowDelete", [name]))
    assert "- 2 to delete" in told


def test_other_name_lifts_nothing(stack: GalleryStack) -> None:
    """allow_delete for another version leaves the guard where it is."""
    without = changed(PUBLISHED, f"{VERSIONS}/2.0.0", None)
    assert "is the latest of" in stack.refused(changed(without, "definitions/ubuntu/allowDelete", ["1.0.0"]))


def test_older_version_may_go(stack: GalleryStack) -> None:
    """A version that is the latest nowhere and has no end of life ahead needs no permission."""
    assert "- 2 to delete" in stack.preview(changed(PUBLISHED, f"{VERSIONS}/1.0.0", None))


def test_version_stays_until_its_end_of_life(stack: GalleryStack) -> None:
    """A version is not deleted before the end of life that it has."""
    told = stack.refused(changed(PUBLISHED, f"{VERSIONS}/1.1.0", None))
    assert 'end_of_life_date: "2099-01-01" has not passed' in told


def test_end_of_life_in_the_past_is_refused_where_it_is_new(stack: GalleryStack) -> None:
    """S17: a past end of life is an error on a new version, and where the date of a published one changes to it."""
    told = stack.refused(changed(PUBLISHED, f"{VERSIONS}/3.0.0", version(endOfLifeDate="2020-01-01")))
    assert "before hook" in told
    assert 'end_of_life_date: "2020-01-01T00:00:00+00:00" has passed' in told
    told = stack.refused(changed(PUBLISHED, f"{VERSIONS}/1.1.0/endOfLifeDate", "2020-01-01"))
    assert "before hook" in told


def test_definition_keeps_what_azure_never_changes(stack: GalleryStack) -> None:
    """S12: an immutable field of a definition is refused; the message says to declare a new definition."""
    other = changed(PUBLISHED, "definitions/ubuntu/identifier", {**IDENTIFIER, "sku": "24_04"})
    told = stack.refused(changed(other, "definitions/ubuntu/hyperVGeneration", "V2"))
    assert 'ImageDefinition \'images-ubuntu\': hyper_v_generation: "V2" cannot replace "V1"' in told
    assert 'identifier.sku: "24_04" cannot replace "22_04"' in told
    assert "declare a new definition under another name" in told


def test_definition_is_not_replaced(stack: GalleryStack) -> None:
    """Another region for a definition, which Pulumi would delete and make again with all in it, is refused."""
    told = stack.refused(changed(PUBLISHED, "definitions/ubuntu/location", "chinanorth"))
    assert 'location: "chinanorth" cannot replace "chinaeast2": what is there would be deleted and made again' in told


def test_definition_leaves_with_permission_for_its_versions(stack: GalleryStack) -> None:
    """A whole definition goes when the gallery names it, and not before."""
    without = changed(PUBLISHED, "definitions", {})
    told = stack.refused(without)
    assert "Write allow_delete: [\"ubuntu/2.0.0\"] on Gallery 'images' to delete it all the same." in told
    assert "- 8 to delete" in stack.preview(changed(without, "allowDelete", ["ubuntu"]))


def test_what_is_replaced_is_emptied_first(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """A definition that moves takes its versions along, and the preview says so: Azure deletes none that has some."""
    moving = GalleryStack(local_pulumi, "moving", tmp_path)
    versions = {"1.0.0": {"source": {"snapshotId": SNAPSHOT}, "location": "chinaeast2"}}
    here = {**changed(PUBLISHED, VERSIONS, versions), "galleryName": "moving"}
    moving.up(here)
    there = changed({**here, "allowDelete": ["ubuntu"]}, "definitions/ubuntu/location", "chinanorth2")
    assert "+-2 to replace" in moving.preview(there)
    moving.up(there)
