"""Resource options of components: which of them reach the azure-native resource, and which stay."""

from functools import partial
from typing import Any

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.running.native_paths import native_path
from tests.components.component_args import definition_args, gallery_args, version_args
from tests.components.component_run import Registered, Run, run_program

REGIONS = "publishingProfile.targetRegions"

COMPONENTS = {
    "gallery": (Gallery, gallery_args),
    "definition": (ImageDefinition, definition_args),
    "version": (ImageVersion, version_args),
}
"""Each component by what its azure-native resource is called behind the component's name."""


def registered(kind: str, options: pulumi.ResourceOptions) -> tuple[Any, Any]:
    """Declare one component; return the requests for it and for its azure-native resource."""
    component, args = COMPONENTS[kind]
    run: Run = run_program(partial(component, "one", args(), options)).succeeded()
    return run.named("one").request, run.named(f"one-{kind}").request


@pytest.mark.parametrize("kind", COMPONENTS)
def test_options_about_the_resource_reach_it_alone(kind: str) -> None:
    """What Pulumi does not hand on to children is handed on, and the component itself stays without it."""
    options = pulumi.ResourceOptions(
        additional_secret_outputs=["tags"],
        delete_before_replace=True,
        import_="/subscriptions/s",
        plugin_download_url="https://example.com",
        version="3.29.0",
    )
    component, native = registered(kind, options)
    for request, expected in ((component, False), (native, True)):
        assert bool(request.additionalSecretOutputs) is expected
        assert request.deleteBeforeReplace is expected
        assert bool(request.importId) is expected
        assert (request.pluginDownloadURL == "https://example.com") is expected
        assert (request.version == "3.29.0") is expected


@pytest.mark.parametrize("kind", COMPONENTS)
def test_ignored_changes_are_arguments_or_azure_natives_names(kind: str) -> None:
    """ignore_changes and replace_on_changes reach the resource, under azure-native's names, and only it."""
    options = pulumi.ResourceOptions(ignore_changes=["tags", "endOfLifeDate"], replace_on_changes=["location"])
    component, native = registered(kind, options)
    date = "publishingProfile.endOfLifeDate" if kind == "version" else "endOfLifeDate"
    assert list(native.ignoreChanges) == ["tags", date]
    assert list(native.replaceOnChanges) == ["location"]
    assert list(component.ignoreChanges) == list(component.replaceOnChanges) == []


@pytest.mark.parametrize(
    ("component", "path", "expected"),
    [
        ("ImageVersion", "target_regions", "publishingProfile.targetRegions"),
        ("ImageVersion", "target_regions[1].storage_account_type", f"{REGIONS}[1].storageAccountType"),
        ("ImageVersion", "targetRegions[*].name", "publishingProfile.targetRegions[*].name"),
        ("ImageVersion", "publishingProfile.targetRegions", "publishingProfile.targetRegions"),
        ("ImageVersion", "publishing_profile", "publishingProfile"),
        ("ImageVersion", "source", "storageProfile"),
        ("ImageVersion", "tags", "tags"),
        ("ImageDefinition", "security_type", "features"),
        ("ImageDefinition", "end_of_life_date", "endOfLifeDate"),
        ("ImageDefinition", "recommended.v_cpus.max", "recommended.vCPUs.max"),
        ("Gallery", "sharing_profile.permissions", "sharingProfile.permissions"),
        ("Gallery", 'tags["my_tag.x"]', 'tags["my_tag.x"]'),
        ("Gallery", "tags.cost_center", "tags.cost_center"),
    ],
)
def test_paths_of_arguments(component: str, path: str, expected: str) -> None:
    """A path of arguments is the path of what they become; azure-native's own paths stay."""
    assert native_path(component, path) == expected


@given(st.sampled_from(["Gallery", "ImageDefinition", "ImageVersion", "Other"]), st.text())
def test_any_path_is_a_path(component: str, path: str) -> None:
    """Whatever stands there, no path raises, and one that is azure-native's already stays."""
    once = native_path(component, path)
    if once.startswith(("publishingProfile", "storageProfile", "safetyProfile")):
        assert native_path(component, once) == once


def test_every_argument_has_a_place() -> None:
    """Each plain argument of definitions and versions ends in an input that azure-native knows."""
    for component, type_, kept in (
        ("ImageDefinition", ImageDefinitionArgs, {"features", "galleryImageName"}),
        ("ImageVersion", ImageVersionArgs, {"publishingProfile", "storageProfile", "safetyProfile"}),
    ):
        places = {native_path(component, name).partition(".")[0] for name in type_.__annotations__}
        assert kept <= places


@pytest.mark.parametrize("kind", ["gallery", "definition"])
def test_timeouts_are_the_callers(kind: str) -> None:
    """custom_timeouts of a component are those of its resource; without them Pulumi's own hold."""
    component, native = registered(kind, pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="7m")))
    assert native.customTimeouts.create == "7m"
    assert component.customTimeouts.create == ""
    assert registered(kind, pulumi.ResourceOptions())[1].customTimeouts.create == ""


def test_timeouts_of_a_version_are_hours_unless_said() -> None:
    """A version keeps six hours for each operation that custom_timeouts leave out."""
    _, native = registered("version", pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="9h")))
    assert (native.customTimeouts.create, native.customTimeouts.update, native.customTimeouts.delete) == (
        "9h",
        "6h",
        "6h",
    )


@pytest.mark.parametrize("given_", [None, False, True])
def test_a_version_is_protected_by_its_own_option_only(given_: bool | None) -> None:  # noqa: FBT001 a case
    """A version is protected where that was said of that very version, whatever is around it."""

    def program() -> None:
        around = Gallery("images", gallery_args(), pulumi.ResourceOptions(protect=True))
        ImageVersion("one", version_args(), pulumi.ResourceOptions(parent=around, protect=given_))

    run = run_program(program).succeeded()
    for name in ("one", "one-version"):
        assert run.named(name).request.HasField("protect")
        assert run.named(name).request.protect is bool(given_)


@pytest.mark.parametrize("kind", COMPONENTS)
def test_retain_on_delete_reaches_the_resource(kind: str) -> None:
    """What stays in Azure after a destroy is said of the component and of its resource."""
    for request in registered(kind, pulumi.ResourceOptions(retain_on_delete=True)):
        assert request.retainOnDelete


@pytest.mark.parametrize("kind", COMPONENTS)
def test_resources_come_without_aliases_of_old_api_versions(kind: str) -> None:
    """A component never wrote the types of older API versions into a state: they are not told to the engine."""
    component, native = registered(kind, pulumi.ResourceOptions())
    assert list(component.aliases) == list(native.aliases) == []


def test_aliases_go_where_their_type_says() -> None:
    """An alias of an azure-native type is the resource's, any other one the component's own."""
    urn = "urn:pulumi:test::compute-gallery::azure-native:compute/v20240303:Gallery::raw"
    options = pulumi.ResourceOptions(
        aliases=[pulumi.Alias(name="old"), pulumi.Alias(type_="azure-native:compute:Gallery"), urn]
    )
    component, native = registered("gallery", options)
    assert [alias.spec.name for alias in component.aliases] == ["old"]
    first, second = native.aliases
    assert (first.spec.name, first.spec.type, first.spec.noParent) == ("one", "azure-native:compute:Gallery", True)
    assert second.urn == urn


def test_transformations_of_a_component_see_its_resource() -> None:
    """A transformation changes the azure-native resource, and adds an alias to it."""

    def changed(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
        if args.type_ != "azure-native:compute:Gallery":
            return None
        aliased = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(aliases=[pulumi.Alias(name="raw")]))
        return pulumi.ResourceTransformationResult({**args.props, "description": "changed"}, aliased)

    component = pulumi.ResourceOptions(transformations=[changed])
    made: Registered = run_program(lambda: Gallery("one", gallery_args(), component)).succeeded().named("one-gallery")
    assert made.inputs["description"] == "changed"
    assert [alias.spec.name for alias in made.request.aliases] == ["raw"]
