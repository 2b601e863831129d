"""Reading of arguments: names in both spellings, shapes, kinds, and whatever else may stand there."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.image_definition_args import (
    Identifier,
    ImageDefinitionArgs,
    PurchasePlan,
    Range,
    Recommended,
)
from pulumi_azure_compute_gallery.arguments.image_version_args import DataDisk, ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.reader import fields_of, normalised, problems
from pulumi_azure_compute_gallery.arguments.source_args import DiskSource, ImageSource, VhdSource
from pulumi_azure_compute_gallery.arguments.spelling import camel_case, snake_case
from pulumi_azure_compute_gallery.arguments.target_region import TargetRegion

TYPES = [
    DataDisk,
    DiskSource,
    GalleryArgs,
    Identifier,
    ImageDefinitionArgs,
    ImageSource,
    ImageVersionArgs,
    PurchasePlan,
    Range,
    Recommended,
    TargetRegion,
    VhdSource,
]
KEYED = ("tags", "definitions", "versions")
"""Arguments whose names are the writer's own."""

TEXT = st.text("abcXYZ_ 映像", max_size=6)
KEYS = st.text("abcdxyz1", min_size=1, max_size=6)
NUMBER = st.integers(-5, 500)
VHD = st.fixed_dictionaries({}, optional={"uri": TEXT, "storage_account": TEXT})
SOURCE = st.fixed_dictionaries({}, optional={"managed_image_id": TEXT, "snapshot_id": TEXT, "vhd": VHD})
REGION = st.fixed_dictionaries({"name": TEXT}, optional={"regional_replica_count": NUMBER})
VERSION = st.fixed_dictionaries(
    {},
    optional={
        "source": SOURCE,
        "target_regions": st.lists(REGION, max_size=2),
        "replicate_to": st.lists(TEXT, max_size=2),
        "replica_count": NUMBER,
        "exclude_from_latest": st.booleans(),
        "tags": st.dictionaries(KEYS, TEXT, max_size=2),
    },
)
RANGE = st.fixed_dictionaries({}, optional={"min": NUMBER, "max": NUMBER})
DEFINITION = st.fixed_dictionaries(
    {},
    optional={
        "os_type": TEXT,
        "hyper_v_generation": TEXT,
        "recommended": st.fixed_dictionaries({}, optional={"v_cpus": RANGE, "memory": RANGE}),
        "versions": st.dictionaries(KEYS, VERSION, max_size=2),
    },
)
TREE = st.fixed_dictionaries(
    {}, optional={"gallery_name": TEXT, "definitions": st.dictionaries(KEYS, DEFINITION, max_size=2)}
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner),
    max_leaves=8,
)


def in_camel_case(value: Any, *, own: bool = False) -> Any:  # noqa: ANN401 a tree
    """Return a tree with its arguments in camelCase, and the writer's own names as they are."""
    if isinstance(value, Mapping):
        return {
            name if own else camel_case(name): in_camel_case(part, own=not own and name in KEYED)
            for name, part in value.items()
        }
    return [in_camel_case(part) for part in value] if isinstance(value, list) else value


def with_floats(value: Any) -> Any:  # noqa: ANN401 a tree
    """Return a tree with numbers as the engine sends them."""
    if isinstance(value, Mapping):
        return {name: with_floats(part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_floats(part) for part in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(TREE)
def test_both_spellings_mean_the_same(tree: Mapping[str, Any]) -> None:
    """A tree in camelCase, or with whole numbers as floats, is read as the same tree in snake_case."""
    assert list(problems(tree, GalleryArgs)) == []
    assert normalised(tree, GalleryArgs) == tree
    for written in (in_camel_case(tree), with_floats(tree), with_floats(in_camel_case(tree))):
        assert list(problems(written, GalleryArgs)) == []
        assert normalised(written, GalleryArgs) == tree
    assert "." not in repr(normalised(with_floats(tree), GalleryArgs))


@given(st.sampled_from(TYPES), ANYTHING)
def test_reading_twice_changes_nothing(type_: type, value: object) -> None:
    """What was read once is read as the same again, whatever it was."""
    once = normalised(value, type_)
    assert repr(normalised(once, type_)) == repr(once)


@given(st.sampled_from(TYPES), ANYTHING, st.data())
def test_nothing_raises(type_: type, value: object, data: st.DataObject) -> None:
    """Whatever stands in an argument, or in the place of all, reading it and finding what is wrong raises nothing."""
    field = data.draw(st.sampled_from(sorted(fields_of(type_))))
    for written in (value, {field: value}):
        found = list(problems(written, type_))
        normalised(written, type_)
        assert all(finding.text("x").startswith("x: ") for finding in found)


def places(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 a tree
    """Return each mapping of a tree whose names are arguments."""
    found: list[dict[str, Any]] = []
    if isinstance(value, dict):
        found.append(value)
        for name, part in value.items():
            found += [one for own in part.values() for one in places(own)] if name in KEYED else places(part)
    if isinstance(value, list):
        found += [one for part in value for one in places(part)]
    return found


@given(TREE, st.data())
def test_unknown_name_is_found_anywhere(tree: dict[str, Any], data: st.DataObject) -> None:
    """A name that no argument has is found, wherever in the tree it stands, and nothing else is."""
    data.draw(st.sampled_from(places(tree)))["colour"] = "blue"
    (finding,) = problems(tree, GalleryArgs)
    assert finding.field.rpartition(".")[2] == "colour"
    assert finding.problem == "is not a known argument"


@pytest.mark.parametrize("type_", TYPES)
def test_mistyped_name_is_suggested(type_: type) -> None:
    """A name with one letter missing is answered with the name that was meant, in the spelling of its writer."""
    for field in fields_of(type_):
        for name, camel in ((field, False), (camel_case(field), True)):
            mistyped = name[:-1] + name[-1] * 2
            (finding,) = problems({mistyped: None}, type_, camel=camel)
            assert finding.instead == f'"{name}"'
            assert name in finding.allowed


@pytest.mark.parametrize("type_", TYPES)
def test_null_is_absent(type_: type) -> None:
    """Null means that an argument is not given."""
    nothing = dict.fromkeys(fields_of(type_))
    assert normalised(nothing, type_) == {}
    assert list(problems(nothing, type_)) == []


@pytest.mark.parametrize("type_", TYPES)
def test_spellings_are_each_others_inverse(type_: type) -> None:
    """Each argument has one name in snake_case and one in camelCase."""
    for field in fields_of(type_):
        assert snake_case(camel_case(field)) == snake_case(field) == field


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2", "a string"),
        (1.5, "a number"),
        (True, "true or false"),
        ([2], "a list"),
        ({"a": 2}, "a mapping"),
        (float("nan"), "a number"),
        (float("inf"), "a number"),
        (b"2", "of type bytes"),
    ],
)
def test_wrong_kind_is_named(value: object, kind: str) -> None:
    """A value of another kind than a whole number is told with its kind and what is taken."""
    (finding,) = problems({"replica_count": value}, ImageVersionArgs)
    assert (finding.field, finding.problem, finding.allowed) == ("replica_count", f"is {kind}", "a whole number")


@pytest.mark.parametrize(("value", "instead"), [(22, '"22"'), (22.5, '"22.5"'), (True, None), (float("nan"), None)])
def test_number_in_the_place_of_a_text(value: object, instead: str | None) -> None:
    """A number where a text is due, as YAML makes it of `sku: 22`, is answered with the number in quotes."""
    (finding,) = problems({"identifier": {"sku": value}}, ImageDefinitionArgs)
    assert (finding.field, finding.instead) == ("identifier.sku", instead)


def test_empty_entry_of_a_list() -> None:
    """An empty entry, as a lone dash in YAML, is found."""
    (finding,) = problems({"target_regions": [{"name": "chinaeast2"}, None]}, ImageVersionArgs)
    assert (finding.field, finding.problem) == ("target_regions[1]", "is empty")
