"""examples/mirror: a second gallery in another region."""

import pytest

from tests.examples.workbench import Workbench

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-mirror")]

EXAMPLE = "mirror"


def test_mirror_is_made_from_its_gallery(bench: Workbench) -> None:
    """The second gallery is in the other region, and its version is made from the first one's."""
    bench.walk(EXAMPLE)
    resources = bench.resources(EXAMPLE)
    copy = resources["GalleryImageVersion images-mirror-ubuntu-1.0.0-version"]["outputs"]
    assert copy["location"] == "chinanorth3"
    assert copy["storageProfile"]["source"]["id"] == resources["GalleryImageVersion images-ubuntu-1.0.0-version"]["id"]
