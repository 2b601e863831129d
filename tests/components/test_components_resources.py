"""How resources are named, parented and waited for, whether nested or declared one by one."""

from functools import partial
from typing import Any

import pulumi
import pytest
from pulumi_azure_native import Provider
from pulumi_azure_native.compute import ProximityPlacementGroup

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from tests.components.component_args import (
    GROUP,
    declare_gallery,
    declare_version,
    definition_args,
    gallery_args,
    nested_definition,
    nested_version,
    version_args,
)
from tests.components.component_run import SUBSCRIPTION, resource_id, run_program

TREE = {"ubuntu": nested_definition(versions={"1.0.0": nested_version()})}


def nested(options: pulumi.ResourceOptions | None = None) -> Gallery:
    """Declare everything in one tree."""
    return Gallery("images", gallery_args(gallery_name=None, definitions=TREE), options)


def test_names_and_parents() -> None:
    """Each child is named after its component, each nested component after the one around it, which is its parent."""
    run = run_program(nested).succeeded()
    assert {one.name: one.parent for one in run.registered} == {
        "images": "compute-gallery-test",
        "images-gallery": "images",
        "images-ubuntu": "images",
        "images-ubuntu-definition": "images-ubuntu",
        "images-ubuntu-1.0.0": "images-ubuntu",
        "images-ubuntu-1.0.0-version": "images-ubuntu-1.0.0",
    }
    components = {one.name: one.type for one in run.registered if one.type.startswith("azure-compute-gallery:")}
    assert components == {
        "images": "azure-compute-gallery:index:Gallery",
        "images-ubuntu": "azure-compute-gallery:index:ImageDefinition",
        "images-ubuntu-1.0.0": "azure-compute-gallery:index:ImageVersion",
    }


def test_logical_name_is_the_name_where_there_is_none() -> None:
    """A gallery, a definition and a version without a name of their own, or with null, take the logical one."""
    for missing in ({}, {"gallery_name": None}):
        args: Any = {**{name: value for name, value in gallery_args().items() if name != "gallery_name"}, **missing}
        run = run_program(partial(Gallery, "my.gallery", args)).succeeded()
        assert run.inputs("my.gallery-gallery")["galleryName"] == "my.gallery"
    run = run_program(lambda: ImageVersion("3.2.1", version_args(version=None))).succeeded()
    assert run.inputs("3.2.1-version")["galleryImageVersionName"] == "3.2.1"
    run = run_program(lambda: ImageDefinition("d", definition_args(image_definition_name=None))).succeeded()
    assert run.inputs("d-definition")["galleryImageName"] == "d"


def test_nested_declarations_equal_single_ones() -> None:
    """A tree and the same declarations one by one give azure-native the same inputs."""

    def single() -> None:
        gallery = Gallery("images", gallery_args(gallery_name=None))
        around: Any = {"gallery_name": gallery.name, "resource_group_name": GROUP, "location": "chinaeast2"}
        definition = ImageDefinition(
            "images-ubuntu", around | {"image_definition_name": "ubuntu"} | nested_definition()
        )
        of_version = {"image_definition_name": definition.name, "version": "1.0.0"}
        ImageVersion("images-ubuntu-1.0.0", around | of_version | nested_version())

    in_tree, one_by_one = run_program(nested).succeeded(), run_program(single).succeeded()
    assert {one.name: one.inputs for one in one_by_one.custom} == {one.name: one.inputs for one in in_tree.custom}
    assert {one.name: one.depends_on for one in one_by_one.custom} == {
        "images-gallery": frozenset(),
        "images-ubuntu-definition": {"images-gallery"},
        "images-ubuntu-1.0.0-version": {"images-gallery", "images-ubuntu-definition"},
    }


def test_nested_children_wait_for_what_is_around_them() -> None:
    """A nested definition is made after its gallery, a nested version after its definition."""
    run = run_program(nested).succeeded()
    assert "images-gallery" in run.named("images-ubuntu-definition").depends_on
    assert "images-ubuntu-definition" in run.named("images-ubuntu-1.0.0-version").depends_on


def test_nested_value_comes_before_the_one_around_it() -> None:
    """What a nested declaration says itself holds; what it says as null comes from around it, in either spelling."""
    versions = {
        "1.0.0": nested_version(location="chinanorth2", target_regions=[{"name": "chinanorth2"}]),
        "1.0.1": nested_version(location=None),
        "1.0.2": nested_version(resourceGroupName="other"),
    }
    tree = {"ubuntu": nested_definition(versions=versions)}
    run = run_program(lambda: declare_gallery(definitions=tree)).succeeded()
    sent = {one.name[-13:-8]: one.inputs for one in run.custom if one.type.endswith("Version")}
    assert {number: inputs["location"] for number, inputs in sent.items()} == {
        "1.0.0": "chinanorth2",
        "1.0.1": "chinaeast2",
        "1.0.2": "chinaeast2",
    }
    assert sent["1.0.2"]["resourceGroupName"] == "other"


def test_versions_have_six_hours() -> None:
    """Creating, updating and deleting a version may take six hours, as Azure allows for one replication."""
    timeouts = run_program(declare_version).succeeded().named("first-version").request.customTimeouts
    assert (timeouts.create, timeouts.update, timeouts.delete) == ("6h", "6h", "6h")


def test_protect_reaches_all_children_but_versions() -> None:
    """Protecting a gallery protects its definitions, and says of each version that it is not: retention goes on."""
    run = run_program(lambda: nested(pulumi.ResourceOptions(protect=True))).succeeded()
    unprotected = {one.name for one in run.registered if not one.request.protect}
    assert unprotected == {"images-ubuntu-1.0.0", "images-ubuntu-1.0.0-version"}
    assert all(run.named(name).request.HasField("protect") for name in unprotected)


def test_provider_reaches_all_children_and_calls() -> None:
    """An explicit provider of a gallery makes all that is in it."""

    def program() -> None:
        provider = Provider("other", subscription_id=SUBSCRIPTION)
        nested(pulumi.ResourceOptions(provider=provider))

    run = run_program(program).succeeded()
    made_by = {one.name: one.request.provider.split("::")[3] for one in run.custom}
    assert made_by == dict.fromkeys(
        ("images-gallery", "images-ubuntu-definition", "images-ubuntu-1.0.0-version"), "other"
    )


def test_dependencies_reach_the_child() -> None:
    """A child waits for what its component depends on: a resource, a list or an Output; the component does not."""

    def program() -> None:
        first = ProximityPlacementGroup("a", resource_group_name="rg")
        others = [ProximityPlacementGroup(name, resource_group_name="rg") for name in ("b", "c")]
        listed = pulumi.Output.from_input(1).apply(lambda _: others)
        declare = version_args
        ImageVersion("one", declare(version="1.0.1"), pulumi.ResourceOptions(depends_on=first))
        ImageVersion("list", declare(version="1.0.2", source=disk("x")), pulumi.ResourceOptions(depends_on=[first]))
        ImageVersion("output", declare(version="1.0.3", source=disk("y")), pulumi.ResourceOptions(depends_on=listed))

    run = run_program(program).succeeded()
    assert run.named("one-version").depends_on == {"a"}
    assert run.named("list-version").depends_on == {"a"}
    assert run.named("output-version").depends_on == {"b", "c"}
    assert run.named("output").depends_on == frozenset()


def disk(name: str) -> dict[str, str]:
    """Return a source that no other version waits for."""
    return {"disk_id": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/disks/{name}"}


def test_alias_of_a_component_reaches_the_engine() -> None:
    """A renamed component names its old self as an alias, and is told apart from its child."""
    run = run_program(lambda: nested(pulumi.ResourceOptions(aliases=[pulumi.Alias(name="old")]))).succeeded()
    assert [alias.spec.name for alias in run.named("images").request.aliases] == ["old"]


def test_options_of_the_caller_stay_as_they_are() -> None:
    """The options that a program passes in are not changed: it may use them again."""
    first: list[pulumi.ResourceOptions] = []

    def program() -> None:
        made = ProximityPlacementGroup("a", resource_group_name="rg")
        options = pulumi.ResourceOptions(depends_on=[made], protect=True)
        first.append(options)
        ImageVersion("one", version_args(version="1.0.1"), options)
        ImageVersion("two", version_args(version="1.0.2"), options)

    run = run_program(program).succeeded()
    assert first[0].depends_on is not None
    assert "a" in run.named("two-version").depends_on


def test_outputs() -> None:
    """Galleries and definitions register id and name of what they made; a version leaves that to its definition."""
    run = run_program(nested).succeeded()
    assert run.outputs["images"]["galleryId"] == resource_id(GROUP, "images")
    assert run.outputs["images"]["uniqueName"] == f"{SUBSCRIPTION}-images"
    assert run.outputs["images-ubuntu"]["imageDefinitionId"] == resource_id(GROUP, "images", "ubuntu")
    assert run.outputs["images-ubuntu"]["entry"]["versions"]["1.0.0"]["id"] == resource_id(
        GROUP, "images", "ubuntu", "1.0.0"
    )
    assert "images-ubuntu-1.0.0" not in run.outputs
    assert [run.outputs[name]["name"] for name in ("images", "images-ubuntu")] == ["images", "ubuntu"]


def test_nested_components_are_within_reach() -> None:
    """A program gets at nested components by the keys that it declared them under."""
    seen: list[str] = []

    def program() -> None:
        version = nested().definitions["ubuntu"].versions["1.0.0"]
        version.image_version_id.apply(seen.append)

    run_program(program).succeeded()
    assert seen == [resource_id(GROUP, "images", "ubuntu", "1.0.0")]


@pytest.mark.parametrize("preview", [False, True])
def test_runs_of_one_process_share_nothing(*, preview: bool) -> None:
    """A refused run leaves nothing behind: the next run of the same process is judged on its own."""
    refused = run_program(lambda: declare_version(version="1"), preview=preview).refused()
    first = run_program(declare_version, preview=preview).succeeded()
    again = run_program(declare_version, preview=preview).succeeded()
    assert len(refused) == 1
    assert first.named("first-version").depends_on == again.named("first-version").depends_on == frozenset()
    assert run_program(lambda: declare_version(version="1"), preview=preview).refused() == refused
