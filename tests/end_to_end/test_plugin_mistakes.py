"""What a program in another language is told when it misspells something: the plugin drops nothing."""

from pathlib import Path

import pytest
import yaml

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

pytestmark = pytest.mark.end_to_end

PROGRAM = """
import pulumi

pulumi.ComponentResource("azure-compute-gallery:index:Gallery", "images", {
    "galeryName": "images",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {"ubuntu": {
        "osType": "Linux", "osState": "Specialized", "hyperVGeneration": 2,
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
        "versions": {"1.0.0": {"sorce": {}, "replicaCount": 2.5, "targetRegions": {"name": "chinaeast2"}}},
    }},
}, remote=True)
"""


def test_a_misspelt_argument_is_told(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Unknown names, wrong kinds and broken numbers are told at their components, in one preview."""
    packages = {"azure-compute-gallery": str(ROOT / "components")}
    project = {"name": "misspelt", "runtime": "python", "packages": packages}
    (tmp_path / "Pulumi.yaml").write_text(yaml.safe_dump(project))
    (tmp_path / "__main__.py").write_text(PROGRAM)
    local_pulumi.run("stack", "select", "--create", "misspelt", cwd=tmp_path)
    done = local_pulumi.run("preview", "--stack", "misspelt", cwd=tmp_path)
    assert done.returncode != 0
    for told in (
        """Gallery 'images': galeryName: "galeryName" is not a known argument. Allowed: allowDelete, definitions,""",
        """Write "galleryName".""",
        "ImageDefinition 'images-ubuntu': hyperVGeneration: 2 is a number. Allowed: a string.",
        """ImageVersion 'images-ubuntu-1.0.0': sorce: "sorce" is not a known argument.""",
        "ImageVersion 'images-ubuntu-1.0.0': targetRegions is a mapping. Allowed: a list.",
        "ImageVersion 'images-ubuntu-1.0.0': replicaCount: 2.5 is a number. Allowed: a whole number.",
    ):
        assert told in done.stdout
