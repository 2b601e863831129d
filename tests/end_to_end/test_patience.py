"""Azure's delays do not fail an update: what passes by itself is tried again."""

from pathlib import Path

import pytest

from tests.end_to_end.gallery_stack import MACHINE, GalleryStack, Tree
from tests.end_to_end.own_emulator import own_emulator
from tools.engine.obtain import Engine

pytestmark = pytest.mark.end_to_end

LINGERS_SECONDS = "2"
DECLARED: Tree = {
    "galleryName": "patient",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "allowDelete": ["ubuntu"],
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
            "versions": {"1.0.0": {"source": {"virtualMachineId": MACHINE}, "targetRegions": ["chinaeast2"]}},
        }
    },
}


def test_parent_is_deleted_once_azure_has_forgotten_its_children(engine: Engine, tmp_path: Path) -> None:
    """A gallery with all in it goes in one destroy, though Azure refuses for a while after each child is gone."""
    with own_emulator(engine, tmp_path, "--parent-lingers", LINGERS_SECONDS) as pulumi:
        stack = GalleryStack(pulumi, "patient", tmp_path)
        stack.up(DECLARED)
        done = stack.run(DECLARED, "destroy", "--run-program", "--yes", "--skip-preview")
        assert done.returncode == 0, done.stdout
        assert stack.resources() == {}
