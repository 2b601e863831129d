"""examples/promote: a version is published, promoted and moved back by one config value."""

import pytest

from tests.examples.workbench import Workbench

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-promote")]

EXAMPLE = "promote"


def test_version_is_promoted_and_moved_back(bench: Workbench) -> None:
    """Each move is one update of one resource, and after the last one all is as it was published."""
    bench.walk(EXAMPLE)
    regions = bench.resources(EXAMPLE)["GalleryImageVersion images-ubuntu-1.1.0-version"]["outputs"]
    assert {one["name"]: one["excludeFromLatest"] for one in regions["publishingProfile"]["targetRegions"]} == {
        "China East 2": False,
        "China North 2": False,
        "China East 3": True,
        "China North 3": True,
    }
