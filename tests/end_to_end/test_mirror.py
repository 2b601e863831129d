"""A mirror on the emulator: made after its sources, quiet when nothing changes, and leaving before them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("mirror")]

SNAPSHOT = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
    "/providers/Microsoft.Compute/snapshots/myOSSnapshot"
)
GALLERY = {
    "galleryName": "mirrored",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "mirror": {"galleryName": "mirror", "location": "chinanorth3"},
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "mirrored"},
            "retention": {"keep": 1},
        }
    },
}
VERSION = {"source": {"snapshotId": SNAPSHOT}, "replicateTo": ["chinaeast2", "chinanorth3"]}
PROGRAM = """\
import pulumi
from pulumi_azure_compute_gallery import Gallery, gallery_args_from_config

gallery = Gallery("images", gallery_args_from_config())
pulumi.export("mirror", gallery.mirror)
"""


@pytest.fixture(scope="module")
def project(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a mirrored gallery."""
    folder = tmp_path_factory.mktemp("mirrored")
    (folder / "Pulumi.yaml").write_text("name: mirrored\nruntime: python\n")
    (folder / "__main__.py").write_text(PROGRAM)
    local_pulumi.run("stack", "select", "--create", "mirrored", cwd=folder)
    return folder


def declare(pulumi: LocalPulumi, project: Path, *numbers: str, mirrored: bool = True) -> None:
    """Write the versions into the stack's config."""
    tree = json.loads(json.dumps(GALLERY))
    if not mirrored:
        del tree["mirror"]
    tree["definitions"]["ubuntu"]["versions"] = dict.fromkeys(numbers, VERSION)
    pulumi.run("config", "set", "gallery", json.dumps(tree), "--stack", "mirrored", cwd=project)


def resources(pulumi: LocalPulumi, project: Path) -> dict[str, Any]:
    """The versions in the state, by logical name."""
    exported = json.loads(pulumi.run("stack", "export", "--stack", "mirrored", cwd=project).stdout)
    return {
        one["urn"].rsplit("::", 1)[1]: one
        for one in exported["deployment"]["resources"]
        if one["type"] == "azure-native:compute:GalleryImageVersion"
    }


def test_mirror_is_made_from_its_gallery(local_pulumi: LocalPulumi, project: Path) -> None:
    """S4: the copy is made from the version, in the mirror's region, and a second run changes nothing."""
    declare(local_pulumi, project, "1.0.0")
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "mirrored", cwd=project)
    assert done.returncode == 0, done.stdout
    state = resources(local_pulumi, project)
    copy = state["images-mirror-ubuntu-1.0.0-version"]
    first = state["images-ubuntu-1.0.0-version"]
    assert copy["outputs"]["storageProfile"]["source"]["id"] == first["id"]
    assert copy["outputs"]["location"] == "chinanorth3"
    again = local_pulumi.run("preview", "--refresh", "--expect-no-changes", "--stack", "mirrored", cwd=project)
    assert again.returncode == 0, again.stdout
    outputs = json.loads(local_pulumi.run("stack", "output", "--json", "--stack", "mirrored", cwd=project).stdout)
    assert outputs["mirror"]["name"] == "mirror"
    assert outputs["mirror"]["catalogue"]["ubuntu"]["latest"] == {"chinaeast2": "1.0.0", "chinanorth3": "1.0.0"}


def test_retired_version_leaves_with_its_copy_before_it(local_pulumi: LocalPulumi, project: Path) -> None:
    """When retention lets a version go, its copy goes in the same update, and goes first."""
    declare(local_pulumi, project, "1.0.0", "1.0.1")
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "mirrored", cwd=project)
    assert done.returncode == 0, done.stdout
    deleted = [line for line in done.stdout.splitlines() if "ImageVersion" in line and "-version deleted" in line]
    assert [line.split("images-")[1].split("-version")[0] for line in deleted] == [
        "mirror-ubuntu-1.0.0",
        "ubuntu-1.0.0",
    ], done.stdout
    assert sorted(resources(local_pulumi, project)) == [
        "images-mirror-ubuntu-1.0.1-version",
        "images-ubuntu-1.0.1-version",
    ]


def test_mirror_is_given_up_by_name(local_pulumi: LocalPulumi, project: Path) -> None:
    """A mirror that is taken out of the program is kept by its guards, until its name permits the deletion."""
    declare(local_pulumi, project, "1.0.1", mirrored=False)
    refused = local_pulumi.run("preview", "--stack", "mirrored", cwd=project)
    assert refused.returncode != 0
    assert "allow_delete" in refused.stdout
    permission = 'from pulumi_azure_compute_gallery import guards\n\nguards(allow_delete=["mirror"])\n'
    (project / "__main__.py").write_text(permission + PROGRAM)
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "mirrored", cwd=project)
    assert done.returncode == 0, done.stdout
    assert sorted(resources(local_pulumi, project)) == ["images-ubuntu-1.0.1-version"]
