"""Everything that is wrong is told in one run, each mistake once, and nothing is registered."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pulumi_azure_native.compute import ProximityPlacementGroup

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.judging import verdict
from tests.components.component_args import (
    declare_gallery,
    declare_version,
    definition_args,
    gallery_args,
    identifier,
    late,
    nested_definition,
    nested_version,
    version_args,
)
from tests.components.component_run import compute_id, run_program

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "gallery_name",
    "resource_group_name",
    "location",
    "version",
    "source",
    "data_disks",
    "target_regions",
    "replicate_to",
    "tags",
    "replica_count",
    "end_of_life_date",
    "definitions",
    "versions",
    "identifier",
    "recommended",
    "osType",
]


def test_ten_mistakes_are_ten_findings() -> None:
    """Ten mistakes in ten fields of a tree give ten findings, each with resource, field, value and what is allowed."""
    version = nested_version(
        target_regions=[{"name": "chinaeast2", "regional_replica_count": 0}, {"name": "chinanorth", "storage": "x"}],
        source={"managed_image_id": compute_id("disks", "os")},
        replication_mode="Fast",
        end_of_life_date="soon",
        exclude_from_latest="yes",
    )
    definition = nested_definition(
        os_type="Linus", identifier={"publisher": "p", "offer": "o?", "sku": 22}, versions={"1.0": version}
    )
    run = run_program(lambda: declare_gallery(gallery_name="my gallery", definitions={"ubuntu": definition}))
    expected = [
        ("Gallery 'images': gallery_name", "my gallery"),
        ("ImageDefinition 'images-ubuntu': os_type", "Linus"),
        ("ImageDefinition 'images-ubuntu': identifier.offer", "o?"),
        ("ImageDefinition 'images-ubuntu': identifier.sku", "22"),
        ("ImageVersion 'images-ubuntu-1.0': version", "1.0"),
        ("ImageVersion 'images-ubuntu-1.0': target_regions[0].regional_replica_count", "0"),
        ("ImageVersion 'images-ubuntu-1.0': target_regions[1].storage", "storage"),
        ("ImageVersion 'images-ubuntu-1.0': source.managed_image_id", "disks/os"),
        ("ImageVersion 'images-ubuntu-1.0': replication_mode", "Fast"),
        ("ImageVersion 'images-ubuntu-1.0': end_of_life_date", "soon"),
        ("ImageVersion 'images-ubuntu-1.0': exclude_from_latest", "yes"),
    ]
    texts = run.refused()
    for place, value in expected:
        (text,) = [text for text in texts if text.startswith(f"{place}: ")]
        assert value in text.split("Allowed: ")[0].removeprefix(place)
        assert "Allowed: " in text
    assert [text for text in texts if not text.startswith(tuple(place for place, _ in expected))] == []
    assert len(texts) == len(expected)
    assert {name for _, _, name in run.logs} == {"images", "images-ubuntu", "images-ubuntu-1.0"}
    assert "11 errors" in str(run.error)


def test_inherited_mistake_is_told_where_it_is_made() -> None:
    """What is wrong with a gallery's own values is told at the gallery, and not again at all that take them."""
    tree = {"ubuntu": nested_definition(versions={"1.0.0": nested_version(location="chinaeast2")})}
    args = gallery_args(gallery_name="my gallery", resource_group_name=None, definitions=tree)
    texts = run_program(lambda: Gallery("images", args)).refused()
    assert sorted(text.split(":")[1].split()[0] for text in texts) == ["gallery_name", "resource_group_name"]
    assert all(text.startswith("Gallery 'images': ") for text in texts)


def test_same_mistake_of_two_components_is_told_twice() -> None:
    """Two components that make the same mistake on their own are both told."""

    def program() -> None:
        for name in ("one", "two"):
            Gallery(name, gallery_args(gallery_name=name, resource_group_name=None))
        for name in ("a", "b"):
            own = {"image_definition_name": name, "identifier": identifier(name)}
            ImageDefinition(name, definition_args(gallery_name="my gallery", **own))

    texts = run_program(program).refused()
    assert sorted(text.split("'")[1] for text in texts) == ["a", "b", "one", "two"]


def test_mistyped_name_is_one_finding() -> None:
    """A mistyped name of a required argument is one finding, with the name that was meant."""
    (text,) = run_program(lambda: ImageDefinition("d", definition_args(os_type=None, osTyp="Linux"))).refused()
    assert "osTyp" in text
    assert text.endswith('Write "os_type".')


def test_argument_in_both_spellings() -> None:
    """An argument given in snake_case and in camelCase is refused, not decided by chance."""
    (text,) = run_program(lambda: declare_version(replicaCount=2, replica_count=3)).refused()
    assert "replicaCount" in text
    assert "replica_count" in text


@pytest.mark.parametrize("component", [Gallery, ImageDefinition, ImageVersion])
@pytest.mark.parametrize("args", [None, {}, [], "name", 5, pulumi.Config, object()])
def test_arguments_that_are_no_mapping(component: Callable[..., object], args: object) -> None:
    """Whatever stands in the place of the arguments gives readable findings."""
    texts = run_program(lambda: component("x", args)).refused()
    assert all("Allowed: " in text for text in texts)


@pytest.mark.parametrize(
    "args", [lambda: pulumi.Output.from_input(gallery_args()), lambda: pulumi.Output.secret(gallery_args())]
)
def test_arguments_as_an_output(args: Callable[[], Any]) -> None:
    """Arguments that are an Output as a whole are one finding, which says what may be one."""
    (text,) = run_program(lambda: Gallery("images", args())).refused()
    assert "single values in it may be Outputs" in text


@pytest.mark.parametrize(
    "tree",
    [
        lambda: pulumi.Output.from_input({"ubuntu": nested_definition()}),
        lambda: {"ubuntu": pulumi.Output.from_input(nested_definition())},
        lambda: {"ubuntu": nested_definition(versions=pulumi.Output.secret({"1.0.0": nested_version()}))},
        lambda: {"ubuntu": nested_definition(versions={"1.0.0": pulumi.Output.secret(nested_version())})},
    ],
)
def test_nested_declarations_as_an_output(tree: Callable[[], Any]) -> None:
    """Nested declarations that are known later only are refused, not passed over in silence."""
    (text,) = run_program(lambda: declare_gallery(definitions=tree())).refused()
    assert "is an Output or a secret as a whole" in text


@pytest.mark.parametrize("nothing", [None, {}])
def test_empty_nested_declaration(nothing: object) -> None:
    """A nested declaration without a value, as `ubuntu:` in YAML, is told what it lacks."""
    texts = run_program(lambda: declare_gallery(definitions={"ubuntu": nothing})).refused()
    assert any(text.startswith("ImageDefinition 'images-ubuntu': os_type is missing") for text in texts)


@pytest.mark.parametrize("tree", [["ubuntu"], "ubuntu", {"ubuntu": "Linux"}, {"ubuntu": ["Linux"]}, 5])
def test_nested_declarations_of_another_kind(tree: object) -> None:
    """Nested declarations that are no mapping are one finding."""
    (text,) = run_program(lambda: declare_gallery(definitions=tree)).refused()
    assert "Allowed: a mapping of names to values" in text


@pytest.mark.parametrize("preview", [False, True])
def test_refused_components_with_dependencies_never_hang(*, preview: bool) -> None:
    """Components that depend on refused ones, take their outputs or are their children end with the run."""

    def program() -> None:
        gallery = Gallery("images", gallery_args(resource_group_name=None))
        waits = pulumi.ResourceOptions(depends_on=[gallery])
        definition = ImageDefinition("ubuntu", definition_args(gallery_name=gallery.name, os_type="x"), waits)
        version = ImageVersion(
            "1.0.0",
            version_args(image_definition_name=definition.name),
            pulumi.ResourceOptions(depends_on=definition, parent=gallery),
        )
        ImageVersion("1.0.1", version_args(version="1.0.1", source={"image_version_id": version.image_version_id}))
        pulumi.export("catalogue", gallery.catalogue)

    texts = run_program(program, preview=preview).refused()
    assert sorted(text.split("'")[1] for text in texts) == ["images", "ubuntu"]


def test_component_under_a_parent_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding on a component whose parent is never made is told all the same, on the stack."""
    monkeypatch.setattr(verdict, "PATIENCE_SECONDS", 1.5)

    def program() -> None:
        gallery = Gallery("images", gallery_args(resource_group_name=None))
        parent = ProximityPlacementGroup("parent", resource_group_name=gallery.name)
        ImageVersion("1.0.0", version_args(version="1"), pulumi.ResourceOptions(parent=parent))

    run = run_program(program)
    assert len(run.refused()) == 2
    assert {name for _, _, name in run.logs} == {"images", ""}


@pytest.mark.parametrize("preview", [False, True])
def test_component_declared_in_a_callback(*, preview: bool) -> None:
    """A refused component that a callback declares fails the run, though the rest was judged before."""

    def program() -> None:
        pulumi.Output.from_input(1).apply(lambda _: declare_version(replica_count=500) and None)

    assert "replica_count: 500" in run_program(program, preview=preview).refused()[0]


def test_component_declared_long_after_the_others() -> None:
    """A refused component that a callback declares when others are registered already fails the run all the same."""

    def program() -> None:
        declare_version("good", version="1.0.1")
        late(500, seconds=0.1).apply(
            lambda count: declare_version("bad", version="1.0.2", replica_count=count) and None
        )

    run = run_program(program)
    assert isinstance(run.error, pulumi.RunError)
    assert [text.split(" is ")[0] for text in run.errors] == ["ImageVersion 'bad': replica_count: 500"]
    assert [one.name for one in run.custom] == ["good-version"]


def test_component_declared_in_a_callback_with_those_that_wait_for_it() -> None:
    """What takes the outputs of a refused component of a callback is not registered without them."""

    def declare(_: int) -> None:
        definition = ImageDefinition("d", definition_args(os_type="x"))
        declare_version(image_definition_name=definition.name)

    texts = run_program(lambda: pulumi.Output.from_input(1).apply(declare) and None).refused()
    assert [text.split("'")[1] for text in texts] == ["d"]


def test_warnings_do_not_end_a_run() -> None:
    """A region that is not known here is a warning, told once for a value that is inherited."""
    tree = {"ubuntu": nested_definition(versions={"1.0.0": nested_version(target_regions=[{"name": "chinaeest2"}])})}
    run = run_program(lambda: declare_gallery(location="chinaeest2", definitions=tree)).succeeded()
    warnings = sorted(run.warnings)
    assert [text.split(": ")[0] for text in warnings] == ["Gallery 'images'", "ImageVersion 'images-ubuntu-1.0.0'"]
    assert "China East 2" in warnings[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([Gallery, ImageDefinition, ImageVersion]), st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_no_value_is_a_traceback(component: Callable[..., pulumi.ComponentResource], own: dict[str, Any]) -> None:
    """Whatever stands in an argument, the run ends well or with findings, never with another error."""
    base = {"Gallery": gallery_args, "ImageDefinition": definition_args, "ImageVersion": version_args}
    run = run_program(lambda: component("x", base[component.__name__](**own)))
    if run.error is not None:
        assert all("Allowed: " in text for text in run.refused())
