"""examples/raw: plain azure-native under the policy pack."""

import pytest

from tests.examples.workbench import Workbench

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-raw")]

EXAMPLE = "raw"


def test_plain_resources_pass_and_a_mistake_is_refused(bench: Workbench) -> None:
    """The program is deployed under the pack, and a missing source region fails the preview."""
    bench.walk(EXAMPLE)
    version = bench.resources(EXAMPLE)["GalleryImageVersion ubuntu-1.0.0"]["outputs"]
    assert version["provisioningState"] == "Succeeded"
    assert [region["name"] for region in version["publishingProfile"]["targetRegions"]] == [
        "China East 2",
        "China North 2",
    ]
