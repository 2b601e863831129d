"""Declarations that do not fit together are told in one preview, with all else that is wrong."""

from pathlib import Path

import pytest

from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end

PROGRAM = """
from pulumi_azure_native import compute

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion, regions, source

PLACE = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
machine = compute.Image(
    "windows",
    resource_group_name="myResourceGroup",
    location="chinanorth2",
    hyper_v_generation="V2",
    storage_profile={"os_disk": {"os_type": "Windows", "os_state": "Generalized", "blob_uri": "https://a/b"}},
)
gallery = Gallery("images", {"gallery_name": "agreements", **PLACE})
ubuntu = ImageDefinition(
    "ubuntu",
    {
        "gallery_name": gallery.name,
        "os_type": "Linux",
        "os_state": "Specialized",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
        "purchase_plan": {"name": "plan"},
        "end_of_life_date": "2039-01-01",
        **PLACE,
    },
)
ImageDefinition(
    "again",
    {
        "gallery_name": gallery.name,
        "image_definition_name": "debian",
        "os_type": "Linux",
        "os_state": "Generalised",
        "identifier": {"publisher": "contoso", "offer": "Ubuntu", "sku": "22_04"},
        **PLACE,
    },
)
ImageVersion(
    "1.0.0",
    {
        "gallery_name": gallery.name,
        "image_definition_name": ubuntu.name,
        "source": source.managed_image(machine.id),
        "target_regions": regions("chinaeast2=0", "chinanorth=1", "China North"),
        "storage_account_type": "gold",
        "end_of_life_date": "2040-01-01",
        "replica_cuont": 2,
        **PLACE,
    },
)
"""

EXPECTED = (
    "error: ImageDefinition 'ubuntu': purchase_plan.product is missing",
    "error: ImageDefinition 'ubuntu': purchase_plan.publisher is missing",
    "error: ImageDefinition 'again': os_state: \"Generalised\"",
    'error: ImageDefinition \'again\': identifier: "contoso/Ubuntu/22_04" is the identifier of "ubuntu" too',
    "error: ImageVersion '1.0.0': target_regions[0]: \"chinaeast2=0\"",
    "error: ImageVersion '1.0.0': target_regions[2].name: \"China North\" is the same region as target_regions[1]",
    "error: ImageVersion '1.0.0': storage_account_type: \"gold\"",
    "error: ImageVersion '1.0.0': replica_cuont: \"replica_cuont\" is not a known argument",
    "warning: ImageVersion '1.0.0': end_of_life_date: \"2040-01-01T00:00:00+00:00\" is later than the definition's",
    'error: ImageVersion \'1.0.0\': location: "chinaeast2" is not the "chinanorth2" of the source',
    'error: ImageVersion \'1.0.0\': the definition\'s os_type: "Linux" is not the "Windows" of the source',
    'error: ImageVersion \'1.0.0\': the definition\'s os_state: "Specialized" is not the "Generalized" of the source',
    'error: ImageVersion \'1.0.0\': the definition\'s hyper_v_generation: "V1" is not the "V2" of the source',
)


def test_mistakes_in_ten_fields_are_told_in_one_preview(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """S3, S12, S13: thirteen mistakes in the fields of four declarations, and between them, are thirteen lines."""
    (tmp_path / "Pulumi.yaml").write_text("name: agreements\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    local_pulumi.run("stack", "select", "--create", "agreements", cwd=tmp_path)
    done = local_pulumi.run("preview", "--stack", "agreements", cwd=tmp_path)
    assert done.returncode != 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    told = sorted({line for line in lines if line.startswith(("error: Image", "warning: Image"))})
    for start in EXPECTED:
        assert [line for line in told if line.startswith(start)], f"{start} is not among {done.stdout}"
    assert len(told) == len(EXPECTED), told
    assert "Traceback" not in done.stdout + done.stderr
    assert "12 errors, named at their resources; nothing of it was changed" in done.stdout


LATE = """
from pulumi_azure_native import compute

from pulumi_azure_compute_gallery import Gallery

machine = compute.Image(
    "windows",
    resource_group_name="myResourceGroup",
    image_name="lateImage",
    location="chinanorth2",
    storage_profile={"os_disk": {"os_type": "Linux", "os_state": "Specialized", "blob_uri": "https://a/b"}},
)
version = {"source": {"managed_image_id": machine.id}, "replicate_to": ["chinaeast2"]}
identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": "late"}
definition = {"os_type": "Linux", "os_state": "Specialized", "identifier": identifier, "versions": {"1.0.0": version}}
Gallery(
    "late",
    {"resource_group_name": "myGalleryRG", "location": "chinaeast2", "definitions": {"ubuntu": definition}},
)
"""


def test_update_ends_before_azure_is_asked_to_build(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """S3: without a preview, a version in another region than its source is refused when the source is made."""
    (tmp_path / "Pulumi.yaml").write_text("name: late\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(LATE)
    local_pulumi.run("stack", "select", "--create", "late", cwd=tmp_path)
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "late", cwd=tmp_path)
    assert done.returncode != 0
    told = 'ImageVersion \'late-ubuntu-1.0.0\': location: "chinaeast2" is not the "chinanorth2" of the source'
    assert told in done.stdout
    assert "GalleryImageVersion" not in done.stdout
    assert "1 error, named at their resources; the update ends here" in done.stdout
    assert "never retrieved" not in done.stdout + done.stderr
