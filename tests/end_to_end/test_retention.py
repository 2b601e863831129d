"""Retention: with a new version the oldest leaves in the same update; the latest and the pinned stay."""

import pytest

from tests.end_to_end.gallery_stack import SNAPSHOT, GalleryStack, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end

VERSIONS = "definitions/ubuntu/versions"


def version(*regions: str, **more: object) -> Tree:
    """A version in some regions."""
    return {"source": {"snapshotId": SNAPSHOT}, "targetRegions": ["chinaeast2", *regions], **more}


DECLARED: Tree = {
    "galleryName": "retained",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
            "retention": {"keep": 2, "pinned": ["1.0.1"]},
            "demand": {"China North 2": {"virtualMachines": 120, "virtualMachineScaleSets": 1}},
            "versions": {
                "1.0.0": version("chinanorth2"),
                "1.0.1": version(),
                "1.0.2": version(endOfLifeDate="2099-01-01"),
                "1.0.3": version(),
                "1.0.4": version(),
            },
        }
    },
}


def published(stack: GalleryStack) -> list[str]:
    """The numbers of the versions that are in the state."""
    names = [name for name in stack.resources() if name.endswith("-version")]
    return sorted(name.removeprefix("images-ubuntu-").removesuffix("-version") for name in names)


def test_oldest_leaves_with_the_update_that_brings_a_new_one(
    local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The newest two, the pinned one and the only one of a region stay; what leaves is deleted without a permission."""
    stack = GalleryStack(local_pulumi, "retention", tmp_path_factory.mktemp("retention"))
    first = changed(changed(DECLARED, f"{VERSIONS}/1.0.3", None), f"{VERSIONS}/1.0.4", None)
    stack.up(first)
    assert published(stack) == ["1.0.0", "1.0.1", "1.0.2"]

    told = stack.up(DECLARED)
    assert "retention lets go of 1.0.2, which may be taken out of the program after this update" in told
    assert published(stack) == ["1.0.0", "1.0.1", "1.0.3", "1.0.4"]
    entry = stack.outputs()["catalogue"]["ubuntu"]
    assert entry["retired"] == ["1.0.2"]
    assert entry["latest"] == {"chinaeast2": "1.0.4", "chinanorth2": "1.0.0"}

    north = changed(DECLARED, f"{VERSIONS}/1.0.5", version("chinanorth2"))
    told = stack.preview(changed(north, f"{VERSIONS}/1.0.2", None))
    assert "images-ubuntu-1.0.5-version" in told
    deleted = [line for line in told.splitlines() if line.strip().startswith("- azure-native:")]
    assert len(deleted) == 2, told
    assert "versions/1.0.0]" in told
    assert "versions/1.0.3]" in told


def test_demand_and_summary(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> None:
    """S18: the demand gives the replicas of a region, and the summary adds up what is stored and used of the quota."""
    stack = GalleryStack(local_pulumi, "planning", tmp_path_factory.mktemp("planning"))
    tree = changed(changed(DECLARED, "galleryName", "planned"), f"{VERSIONS}/1.0.1", None)
    tree = changed(tree, "definitions/ubuntu/retention", {"keep": 1})
    stack.up(tree)
    profile = stack.resources()["images-ubuntu-1.0.0-version"]["inputs"]["publishingProfile"]
    assert [(one["name"], one["regionalReplicaCount"]) for one in profile["targetRegions"]] == [
        ("China East 2", 1),
        ("China North 2", 4),
    ]
    assert stack.resources()["images"]["outputs"]["summary"] == {
        "storedImages": 6,
        "replicas": {"chinaeast2": 2, "chinanorth2": 4},
        "storage": {"Standard_LRS": 6},
        "quota": {
            "chinaeast2": {
                "galleries": {"used": 1, "limit": 100},
                "definitions": {"used": 1, "limit": 1000},
                "versions": {"used": 2, "limit": 10000},
            }
        },
    }
