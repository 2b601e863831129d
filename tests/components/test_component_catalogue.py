"""The catalogue: what is published where."""

from typing import Any

import pytest

from pulumi_azure_compute_gallery.running.clock import now
from pulumi_azure_compute_gallery.shapes.source_shape import source_in_words
from pulumi_azure_compute_gallery.telling.catalogue import definition_entry
from tests.components.component_args import GROUP, declare_gallery, nested_definition, nested_version
from tests.components.component_run import compute_id, resource_id, run_program

VHD = "https://account.blob.core.windows.net/vhds/os.vhd"


def catalogue(versions: dict[str, Any]) -> Any:  # noqa: ANN401 the catalogue
    """Return the catalogue of a gallery with one definition."""
    run = run_program(lambda: declare_gallery(definitions={"ubuntu": nested_definition(versions=versions)}))
    return run.succeeded().outputs["images"]["catalogue"]["ubuntu"]


def test_latest_is_by_number() -> None:
    """0.0.10 comes after 0.0.9, in the list and as the latest of a region."""
    declared = {number: nested_version() for number in ("0.0.10", "0.0.9", "0.0.2")}
    assert catalogue(declared)["latest"] == {"chinaeast2": "0.0.10"}
    entry: dict[str, Any] = {"regions": [], "excludeFromLatest": False}
    listed = definition_entry([(number, entry) for number in declared], now())["versions"]
    assert list(listed) == ["0.0.2", "0.0.9", "0.0.10"]


def test_excluded_versions_are_not_the_latest() -> None:
    """A version that is excluded everywhere, or in one region, is not the latest there; regions are told one by one."""
    both = ["chinaeast2", "chinanorth2"]
    declared = {
        "1.0.0": nested_version(target_regions=None, replicate_to=both),
        "1.0.1": nested_version(
            target_regions=[{"name": "chinaeast2"}, {"name": "chinanorth2", "exclude_from_latest": True}]
        ),
        "1.0.2": nested_version(exclude_from_latest=True),
    }
    assert catalogue(declared)["latest"] == {"chinaeast2": "1.0.1", "chinanorth2": "1.0.0"}


def test_version_without_a_list_is_in_its_own_region() -> None:
    """A version that lists no regions stands in the catalogue under its location, where it can be the latest."""
    declared = nested_version(target_regions=None, replica_count=2, storage_account_type="Standard_ZRS")
    found = catalogue({"1.0.0": declared})
    assert found["latest"] == {"chinaeast2": "1.0.0"}
    assert found["versions"]["1.0.0"]["regions"] == [
        {"name": "China East 2", "replicas": 2, "storageAccountType": "Standard_ZRS", "excludeFromLatest": False}
    ]


def test_entry_of_a_version() -> None:
    """A version is described by id, source, regions, end of life and state."""
    declared = nested_version(target_regions=[{"name": "chinaeast2", "regional_replica_count": 2}])
    assert catalogue({"1.0.0": {**declared, "end_of_life_date": "2035-12-01"}})["versions"]["1.0.0"] == {
        "id": resource_id(GROUP, "myGallery", "ubuntu", "1.0.0"),
        "source": "managed image myImage",
        "regions": [
            {"name": "China East 2", "replicas": 2, "storageAccountType": "Standard_LRS", "excludeFromLatest": False}
        ],
        "excludeFromLatest": False,
        "endOfLifeDate": "2035-12-01T00:00:00+00:00",
        "state": "Succeeded",
    }


@pytest.mark.parametrize("key", ["first", "1.0.0"])
def test_version_under_a_key_that_is_not_its_number(key: str) -> None:
    """A version that names its number itself stands under it in the catalogue, whatever its key is."""
    assert list(catalogue({key: nested_version(version="2.0.0")})["versions"]) == ["2.0.0"]


def test_empty_definition() -> None:
    """A definition without versions has an empty entry."""
    assert catalogue({}) == {"latest": {}, "versions": {}}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"managed_image_id": compute_id("images", "a")}, "managed image a"),
        ({"virtual_machine_id": compute_id("virtualMachines", "a")}, "virtual machine a"),
        ({"image_version_id": resource_id("rg", "g", "d", "1.0.0")}, "image version d/1.0.0"),
        ({"disk_id": compute_id("disks", "a")}, "disk a"),
        ({"snapshot_id": compute_id("snapshots", "a")}, "snapshot a"),
        ({"vhd": {"uri": f"{VHD}?sig=TOPSECRET"}}, "VHD os.vhd"),
        ({"vhd": {"uri": "https://x/?sig=TOPSECRET"}}, "VHD"),
        ({"vhd": {"uri": "http://[/os.vhd?sig=TOPSECRET"}}, "VHD os.vhd"),
        ({"vhd": {}}, "VHD"),
        ({}, ""),
        (None, ""),
        ({"disk_id": "no id"}, "disk"),
    ],
)
def test_source_in_words(source: object, words: str) -> None:
    """A source is told by its kind and name, and never by an address with a token."""
    assert source_in_words(source) == words
