"""Versions are created in the order that Azure needs, and side by side otherwise."""

from pathlib import Path

import pytest

from tests.end_to_end.gallery_stack import MACHINE, SNAPSHOT, SOURCES, GalleryStack, Tree
from tests.end_to_end.own_emulator import own_emulator
from tools.engine.obtain import Engine

pytestmark = pytest.mark.end_to_end

IMAGE = f"{SOURCES}/images/myWindowsImage"
FIRST = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myGalleryRG/providers/Microsoft.Compute"


def definition(offer: str, os_type: str, os_state: str, versions: Tree) -> Tree:
    """A definition with versions."""
    return {
        "osType": os_type,
        "osState": os_state,
        "identifier": {"publisher": "contoso", "offer": offer, "sku": "s"},
        "versions": versions,
    }


def version(place: str, **source: str) -> Tree:
    """A version from a source, in its own region."""
    return {"location": place, "targetRegions": [place], "source": source}


DECLARED: Tree = {
    "galleryName": "ordered",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {
        # Of one managed image in two definitions, Azure builds one version at a time.
        "first": definition(
            "first",
            "Windows",
            "Generalized",
            {number: version("chinanorth2", managedImageId=IMAGE) for number in ("1.0.0", "1.0.1")},
        ),
        "second": definition(
            "second", "Windows", "Generalized", {"1.0.0": version("chinanorth2", managedImageId=IMAGE.upper())}
        ),
        # A copy, declared before what it is made from.
        "copy": definition(
            "copy",
            "Linux",
            "Specialized",
            {"1.0.0": version("chinaeast2", imageVersionId=f"{FIRST}/galleries/ordered/images/origin/versions/1.0.0")},
        ),
        "origin": definition(
            "origin",
            "Linux",
            "Specialized",
            {
                "1.0.0": version("chinaeast2", virtualMachineId=MACHINE),
                "1.0.1": version("chinaeast2", snapshotId=SNAPSHOT),
                "1.0.2": version("chinaeast2", snapshotId=SNAPSHOT),
            },
        ),
    },
}


def test_versions_of_one_source_are_created_one_after_the_other(engine: Engine, tmp_path: Path) -> None:
    """S23: Azure would refuse two at once from one managed image; a copy waits for its origin; others run together."""
    with own_emulator(engine, tmp_path, "--replication-seconds", "1") as pulumi:
        stack = GalleryStack(pulumi, "ordered", tmp_path)
        stack.up(DECLARED)
        state = stack.resources()
        waits = {
            name: {one.rpartition("::")[2] for one in resource.get("dependencies", []) if one.endswith("-version")}
            for name, resource in state.items()
            if name.endswith("-version")
        }
        timeouts = {tuple(resource["customTimeouts"].values()) for name, resource in state.items() if name in waits}
    first, second, third = (f"images-{name}-version" for name in ("first-1.0.0", "first-1.0.1", "second-1.0.0"))
    assert waits.pop(first) == set()
    assert waits.pop(second) == {first}
    assert waits.pop(third) == {second}
    assert waits.pop("images-copy-1.0.0-version") == {"images-origin-1.0.0-version"}
    assert set(waits) == {f"images-origin-1.0.{patch}-version" for patch in range(3)}
    assert not any(waits.values())
    assert timeouts == {(21600, 21600, 21600)}
