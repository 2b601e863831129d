"""Promotion rings: a version is replicated at once, becomes the latest ring by ring, and moves back in one line."""

import json
from typing import Any

import httpx
import pytest

from tests.end_to_end.gallery_stack import SNAPSHOT, GalleryStack, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end

SOURCE = {"snapshotId": SNAPSHOT}
SECOND = "definitions/ubuntu/versions/1.0.1"
DECLARED: Tree = {
    "galleryName": "ringed",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
            "rings": [
                {"name": "early", "targetRegions": ["chinanorth2"]},
                {"name": "broad", "targetRegions": ["chinanorth3=2", {"name": "China East 3"}]},
            ],
            "versions": {
                "1.0.0": {"source": SOURCE, "promotedTo": "broad"},
                "1.0.1": {"source": SOURCE},
            },
        }
    },
}
OLD = {"chinaeast3": "1.0.0", "chinanorth3": "1.0.0"}


def latest(stack: GalleryStack) -> dict[str, str]:
    """The latest version of each region in the catalogue."""
    found: dict[str, str] = stack.outputs()["catalogue"]["ubuntu"]["latest"]
    return found


def promoted(stack: GalleryStack) -> dict[str, bool]:
    """Where Azure may give the second version as the latest."""
    version = stack.resources()["images-ubuntu-1.0.1-version"]
    address = f"{stack.pulumi.address}{version['id']}"
    found = httpx.get(address, params={"api-version": "2024-03-03"}, trust_env=False).json()
    regions = found["properties"]["publishingProfile"]["targetRegions"]
    return {one["name"]: not one["excludeFromLatest"] for one in regions}


def changes(stack: GalleryStack, tree: Tree) -> list[tuple[str, str, str]]:
    """What a preview would change: operation, resource, and what the path of each difference ends with."""
    done = stack.run(tree, "preview", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    steps: list[dict[str, Any]] = json.loads(done.stdout)["steps"]
    return [
        (step["op"], step["urn"].rpartition("::")[2], path.rpartition(".")[2])
        for step in steps
        if step["op"] != "same" and "azure-native:" in step["urn"]
        for path in step.get("detailedDiff") or {"": {}}
    ]


def test_publish_promote_and_roll_back(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> None:
    """S16: a version is in all rings at once, promoted by an update of its flags alone, and moved back the same way."""
    stack = GalleryStack(local_pulumi, "rings", tmp_path_factory.mktemp("rings"))
    stack.up(DECLARED)
    assert promoted(stack) == {
        "China East 2": True,
        "China North 2": False,
        "China North 3": False,
        "China East 3": False,
    }
    assert latest(stack) == {"chinaeast2": "1.0.1", "chinanorth2": "1.0.0", **OLD}
    published = stack.resources()["images-ubuntu-1.0.1-version"]["inputs"]

    to_early = changed(DECLARED, f"{SECOND}/promotedTo", "early")
    assert changes(stack, to_early) == [("update", "images-ubuntu-1.0.1-version", "excludeFromLatest")]
    stack.up(to_early)
    assert latest(stack) == {"chinaeast2": "1.0.1", "chinanorth2": "1.0.1", **OLD}
    assert promoted(stack)["China North 2"]

    stack.up(DECLARED)
    assert latest(stack) == {"chinaeast2": "1.0.1", "chinanorth2": "1.0.0", **OLD}
    assert stack.resources()["images-ubuntu-1.0.1-version"]["inputs"] == published


def test_mistake_in_a_ring_is_told_in_the_preview(
    local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A ring that does not exist, and a version with regions of its own, are told with what to write instead."""
    stack = GalleryStack(local_pulumi, "ring-mistakes", tmp_path_factory.mktemp("rings"))
    wrong = changed(DECLARED, f"{SECOND}/promotedTo", "borad")
    told = stack.refused(changed(wrong, "definitions/ubuntu/versions/1.0.0/targetRegions", ["chinaeast2"]))
    assert (
        "error: ImageVersion 'images-ubuntu-1.0.1': promoted_to: \"borad\" is no ring of the definition. "
        'Allowed: one of early, broad. Write "broad".'
    ) in told
    assert "'images-ubuntu-1.0.0': target_regions: a list of 1 is given beside the rings of the definition." in told
