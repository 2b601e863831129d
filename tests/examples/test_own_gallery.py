"""examples/own-gallery: a gallery in one file."""

import pytest

from tests.examples.workbench import Workbench

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-own-gallery")]

EXAMPLE = "own-gallery"


def test_gallery_is_published_as_its_readme_says(bench: Workbench) -> None:
    """Both definitions have a version, made from a snapshot with a VHD beside it and from a managed image."""
    bench.walk(EXAMPLE)
    versions = {
        name: resource["outputs"]
        for name, resource in bench.resources(EXAMPLE).items()
        if name.startswith("GalleryImageVersion")
    }
    ubuntu = versions["GalleryImageVersion images-ubuntu-1.0.0-version"]["storageProfile"]
    windows = versions["GalleryImageVersion images-windows-1.0.0-version"]["storageProfile"]
    assert ubuntu["osDiskImage"]["source"]["id"].endswith("/snapshots/myOSSnapshot")
    assert ubuntu["dataDiskImages"][0]["source"]["uri"].endswith("/data.vhd")
    assert windows["source"]["id"].endswith("/images/myWindowsImage")
    assert {version["provisioningState"] for version in versions.values()} == {"Succeeded"}
