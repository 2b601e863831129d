"""One argument protects gallery, definitions and versions, each by the means that fits it."""

import pytest

from tests.end_to_end.gallery_stack import MACHINE, GalleryStack, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("protection")]

VERSIONS = "definitions/ubuntu/versions"
VERSION = {"source": {"virtualMachineId": MACHINE}, "targetRegions": ["chinaeast2"]}
PROTECTED: Tree = {
    "galleryName": "protected",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "protection": {"endOfLifeDate": "2099-01-01"},
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
            "versions": {
                "1.0.0": VERSION,
                "1.1.0": {**VERSION, "endOfLifeDate": "2098-01-01", "blockDeletionBeforeEndOfLife": False},
                "2.0.0": VERSION,
            },
        },
        "empty": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "empty", "sku": "22_04"},
        },
    },
}


@pytest.fixture(scope="module")
def stack(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> GalleryStack:
    """A protected gallery with three versions, one of which decides for itself."""
    made = GalleryStack(local_pulumi, "protection", tmp_path_factory.mktemp("protection"))
    made.up(PROTECTED)
    return made


def test_each_is_protected_by_its_own_means(stack: GalleryStack) -> None:
    """Pulumi's protect on gallery and definition, soft delete on the gallery, end of life and block on the versions."""
    state = stack.resources()
    assert state["images-gallery"]["protect"]
    assert state["images-gallery"]["inputs"]["softDeletePolicy"] == {"isSoftDeleteEnabled": True}
    assert state["images-ubuntu-definition"]["protect"]
    profiles = {
        name: (
            bool(state[f"images-ubuntu-{name}-version"].get("protect")),
            state[f"images-ubuntu-{name}-version"]["inputs"]["publishingProfile"]["endOfLifeDate"],
            state[f"images-ubuntu-{name}-version"]["inputs"]["safetyProfile"]["blockDeletionBeforeEndOfLife"],
        )
        for name in ("1.0.0", "1.1.0")
    }
    assert profiles == {
        "1.0.0": (False, "2099-01-01T00:00:00+00:00", True),
        "1.1.0": (False, "2098-01-01T00:00:00+00:00", False),
    }


def test_what_azure_blocks_is_told_before_azure_is_asked(stack: GalleryStack) -> None:
    """A permission does not lift Azure's own block: the preview says so, and how it is lifted."""
    without = changed(PROTECTED, f"{VERSIONS}/1.0.0", None)
    told = stack.refused(changed(without, "allowDelete", ["ubuntu/1.0.0"]))
    assert "block_deletion_before_end_of_life: true makes Azure refuse the deletion until 2099-01-01" in told
    assert "Write false in an update of its own first." in told


def test_definition_is_protected_by_pulumi(stack: GalleryStack) -> None:
    """A protected definition does not leave: Pulumi's own message says how to unprotect it."""
    told = stack.refused(changed(changed(PROTECTED, "definitions/empty", None), "allowDelete", ["empty"]))
    assert "cannot be deleted" in told
    assert "protect" in told


def test_protection_without_a_date_is_refused(stack: GalleryStack) -> None:
    """A protection names the date until which it holds."""
    told = stack.refused(changed(PROTECTED, "protection", {}))
    told_at = [line for line in told.splitlines() if line.startswith("    error:") and "protection" in line]
    assert len(told_at) == 1
    assert told_at[0].startswith("    error: Gallery 'images': protection.end_of_life_date is missing. Allowed:")
