"""examples/cross-tenant: a version made from another tenant's image."""

import pytest

from tests.examples.workbench import Workbench

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-cross-tenant")]

EXAMPLE = "cross-tenant"


def test_version_is_made_from_another_tenants(bench: Workbench) -> None:
    """Both stacks are deployed, each in its subscription; without the second sign-in the preview says what to write."""
    bench.walk(EXAMPLE)
    version = bench.resources(EXAMPLE)["GalleryImageVersion images-linux-1.0.0-version"]
    assert version["id"].startswith("/subscriptions/00000000-0000-0000-0000-000000000001/")
    source = version["outputs"]["storageProfile"]["source"]["id"]
    assert source.startswith("/subscriptions/00000000-0000-0000-0000-000000000002/")
