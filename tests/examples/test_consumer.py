"""examples/consumer: machines of another stack, made from the latest image of their region."""

import importlib.util
from types import ModuleType

import pulumi
import pytest

from tests.end_to_end.local_pulumi import ROOT
from tests.examples.workbench import Workbench

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-consumer")]

EXAMPLE = "consumer"
PUBLISHED = {
    "ubuntu": {"latest": {"chinaeast2": "1.0.10"}, "versions": {"1.0.9": {"id": "/old"}, "1.0.10": {"id": "/new"}}},
    "debian": {"latest": {}, "versions": {}},
}


def images(bench: Workbench) -> list[str]:
    """The number of the image version that the machine and the scale set are made from, as Azure says it."""
    resources = bench.resources(EXAMPLE)
    machine = resources["VirtualMachine machine"]["outputs"]["storageProfile"]["imageReference"]
    assert machine["id"].endswith(f"/versions/{machine['exactVersion']}")
    scale_set = resources["VirtualMachineScaleSet workers"]["outputs"]["virtualMachineProfile"]
    return [machine["exactVersion"], scale_set["storageProfile"]["imageReference"]["id"].rpartition("/")[2]]


def test_machines_follow_the_publishing_stack(bench: Workbench) -> None:
    """The machines are made from the latest image; a newer one shows in the preview as a replacement and an update,
    and a region without it is told by name.
    """
    bench.walk(EXAMPLE)
    assert images(bench) == ["1.0.0", "1.0.0"]


def test_newer_image_is_deployed(bench: Workbench) -> None:
    """What the preview has shown is what the update does, also where the region is spelled as people see it."""
    bench.pulumi(EXAMPLE, "config", "set", "azure-native:location", "China East 2")
    bench.pulumi(EXAMPLE, "up", "--yes", "--skip-preview")
    assert images(bench) == ["1.1.0", "1.1.0"]
    bench.pulumi(EXAMPLE, "preview", "--expect-no-changes")


@pytest.fixture(scope="module")
def published_image() -> ModuleType:
    """The example's own module."""
    spec = importlib.util.spec_from_file_location("published_image", ROOT / "examples/consumer/published_image.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("region", ["chinaeast2", "China East 2"])
def test_latest_is_the_one_of_the_catalogue(region: str, published_image: ModuleType) -> None:
    """The catalogue decides, by numbers and not by text, and a region may be written in either spelling."""
    assert published_image.latest_id(PUBLISHED, "org/images/prod", "ubuntu", region) == "/new"


@pytest.mark.parametrize(
    ("catalogue", "definition", "region", "told"),
    [
        (PUBLISHED, "ubunut", "chinaeast2", 'publishes no image definition "ubunut". Published: debian, ubuntu.'),
        ({}, "ubuntu", "chinaeast2", "Published: none: is it the right stack, and is it deployed?"),
        (PUBLISHED, "ubuntu", "chinanorth", 'no version in region "chinanorth". Regions with one: chinaeast2.'),
        (PUBLISHED, "debian", "chinaeast2", 'no version in region "chinaeast2". Regions with one: none.'),
    ],
)
def test_what_is_not_published_is_told(
    catalogue: dict[str, object], definition: str, region: str, told: str, published_image: ModuleType
) -> None:
    """A definition, a region or a stack without an image is one readable error that names what there is."""
    with pytest.raises(pulumi.RunError) as refused:
        published_image.latest_id(catalogue, "org/images/prod", definition, region)
    assert told in str(refused.value)
    assert 'stack "org/images/prod"' in str(refused.value)
