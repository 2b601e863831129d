"""A gallery from the stack's config."""

import json
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from pulumi_azure_compute_gallery import Gallery, gallery_args_from_config
from tests.components.component_run import Run, run_program

STACKS = Path(__file__).parents[2] / "stacks"
KEY = "compute-gallery:gallery"


def version(**own: Any) -> dict[str, Any]:  # noqa: ANN401 a tree
    """Return a tree with one version."""
    source = {"diskId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d"}
    versions = {"1.0.0": {"source": source, "targetRegions": ["chinaeast2"], **own}}
    identifier = {"publisher": "p", "offer": "o", "sku": "s"}
    definition = {"osType": "Linux", "osState": "Specialized", "identifier": identifier, "versions": versions}
    return {"resourceGroupName": "rg", "location": "chinaeast2", "definitions": {"ubuntu": definition}}


def run(tree: object) -> Run:
    """Run the project's own program with a config; a text is the config's raw value."""
    raw = tree if isinstance(tree, str) else json.dumps(tree)
    return run_program(lambda: Gallery("images", gallery_args_from_config()), config={KEY: raw})


def refusal(tree: object) -> list[str]:
    """Return the lines of the error that a config ends with."""
    error = run(tree).error
    assert isinstance(error, pulumi.RunError)
    return str(error).splitlines()


def test_regions_in_every_form() -> None:
    """Target regions may be objects, the shorthand, or both in one list; the order stays."""
    mixed = ["chinaeast2=2", {"name": "China North 2", "regionalReplicaCount": 3}, "China East=1=premium_lrs"]
    listed = run(version(targetRegions=mixed)).succeeded().inputs("images-ubuntu-1.0.0-version")
    sent = [(one["name"], one["regionalReplicaCount"]) for one in listed["publishingProfile"]["targetRegions"]]
    assert sent == [("China East 2", 2), ("China North 2", 3), ("China East", 1)]


def test_snake_case_in_the_config() -> None:
    """The config takes snake_case as well, the shorthand included."""
    tree = version(targetRegions=None, target_regions=["chinaeast2"])
    tree["resource_group_name"] = tree.pop("resourceGroupName")
    assert run(tree).succeeded().inputs("images-gallery")["resourceGroupName"] == "rg"


@pytest.mark.parametrize("stack", ["china", "local"])
def test_stacks_of_the_project(stack: str) -> None:
    """Each stack that the project ships is a gallery that Azure takes."""
    config = yaml.safe_load((STACKS / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8"))["config"]
    done = run(json.dumps(config[KEY])).succeeded()
    assert [one.type for one in done.custom].count("azure-native:compute:GalleryImageVersion") > 0


@pytest.mark.parametrize("written", ["2035-12-01", "2035-12-01 00:00:00 +0000 UTC", "2035-12-01T00:00:00Z"])
def test_dates_of_yaml(written: str) -> None:
    """A date without quotes reaches the program as a timestamp of Go's, and means the day."""
    sent = run(version(endOfLifeDate=written)).succeeded().inputs("images-ubuntu-1.0.0-version")
    assert sent["publishingProfile"]["endOfLifeDate"] == "2035-12-01T00:00:00+00:00"


def test_all_mistakes_at_once() -> None:
    """Unknown names and wrong kinds are told together, each with its place in the config and what is allowed."""
    tree = version(replicaCount="two", replicationmod="Full", source=["x"])
    tree["definitions"]["ubuntu"]["identifier"]["sku"] = 22
    tree["descriptio"] = "x"
    lines = refusal(tree)
    places = [line.removeprefix(f"config {KEY}: ").split(" ")[0].rstrip(":") for line in lines]
    assert sorted(places) == [
        "definitions.ubuntu.identifier.sku",
        "definitions.ubuntu.versions.1.0.0.replicaCount",
        "definitions.ubuntu.versions.1.0.0.replicationmod",
        "definitions.ubuntu.versions.1.0.0.source",
        "descriptio",
    ]
    assert all("Allowed: " in line for line in lines)
    assert any(line.endswith('Write "description".') for line in lines)
    assert any(line.endswith('Write "replicationMode".') for line in lines)


def test_missing_config() -> None:
    """A stack without the config says which key it needs and how to set it."""
    error = run_program(lambda: Gallery("images", gallery_args_from_config())).error
    assert isinstance(error, pulumi.RunError)
    assert KEY in str(error)


@pytest.mark.parametrize("raw", ["hello", "[1]", '"hello"', "5", "true", "{", "https://x/y?sig=TOPSECRET"])
def test_config_that_is_no_mapping(raw: str) -> None:
    """Whatever else stands under the key is one readable error without the value itself."""
    (line,) = refusal(raw)
    assert line.startswith(f"config {KEY}")
    assert "TOPSECRET" not in line


def test_empty_config() -> None:
    """An empty config is told what it lacks; null is none."""
    assert "resource_group_name is missing" in run("{}").refused()[0]
    assert isinstance(run("null").error, pulumi.ConfigMissingError)


def test_rules_judge_what_the_config_says() -> None:
    """What is well formed and yet refused by Azure is told under the config's arguments."""
    tree = version(targetRegions=["chinanorth=0", "chinaeast2"])
    tree["definitions"]["targetRegions"] = tree["definitions"].pop("ubuntu")
    (text,) = run(tree).refused()
    assert "target_regions[0]" in text
