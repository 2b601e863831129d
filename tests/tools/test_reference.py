"""What is made from the components' types: current, and of one mind with what the components read."""

import json
from collections.abc import Callable
from typing import Any, is_typeddict

import jsonschema
import pytest
import yaml

from compute_gallery_rules import REGIONS
from pulumi_azure_compute_gallery import GalleryArgs
from pulumi_azure_compute_gallery.arguments.reader import element_type, get_origin_container, problems
from pulumi_azure_compute_gallery.arguments.spelling import camel_case
from tools.generated.files import ROOT, outdated
from tools.reference.__main__ import files
from tools.reference.fields import fields, nested_types
from tools.reference.words import REGIONS_OF, WORDS

STACKS = ("china", "cross-tenant", "local")
KEY = "compute-gallery:gallery"
SCHEMA = json.loads(files()["stacks/compute-gallery.schema.json"])

Tree = dict[str, Any]


def stack(name: str) -> Tree:
    """The file of a stack; its versions' keys are texts already."""
    read: Tree = yaml.safe_load((ROOT / "stacks" / f"Pulumi.{name}.yaml").read_text())
    return read


def version_of(tree: Tree) -> Tree:
    """The first version of the walk-through, to be changed."""
    version: Tree = tree["config"][KEY]["definitions"]["myImageDefinition"]["versions"]["1.0.0"]
    return version


def messages(tree: Tree) -> list[str]:
    """What the schema has to say against a stack's file."""
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(tree)]


def test_the_files_are_current() -> None:
    """The page, both schemas and the plugin's requirements are as the types, docstrings and the lock make them."""
    assert outdated(files()) == [], "run `make docs`"


def test_schema_is_a_schema() -> None:
    """The schema itself is valid, and describes every type and every argument."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    for type_ in nested_types(GalleryArgs):
        described = SCHEMA["definitions"][type_.__name__]
        assert described["description"]
        assert all(field["description"] for field in described["properties"].values())


@pytest.mark.parametrize("name", STACKS)
def test_stacks_are_valid(name: str) -> None:
    """S20: the project's own stacks are valid, with target regions in either form, and name the schema."""
    assert messages(stack(name)) == []
    first = (ROOT / "stacks" / f"Pulumi.{name}.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=compute-gallery.schema.json"


MISTAKES: dict[str, Callable[[Tree], object]] = {
    "an unknown argument": lambda tree: version_of(tree).update(targetRegion=["chinaeast2"]),
    "an argument in snake_case": lambda tree: version_of(tree).update(replica_count=2),
    "a text for a number": lambda tree: version_of(tree).update(replicaCount="two"),
    "a word that is none of them": lambda tree: version_of(tree).update(replicationMode="Fast"),
    "a shorthand with too many parts": lambda tree: version_of(tree).update(targetRegions=["a=1=b=c"]),
    "replicas that are no number": lambda tree: version_of(tree).update(replicateTo=["chinaeast2=x=y"]),
    "a region that is a number": lambda tree: version_of(tree).update(location=7),
    "a missing required argument": lambda tree: tree["config"][KEY].pop("resourceGroupName"),
    "a list for a mapping": lambda tree: tree["config"][KEY].update(definitions=["ubuntu"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_seen_in_the_editor(mistake: str) -> None:
    """What the program would refuse for its names and kinds, the schema refuses too."""
    tree = stack("local")
    MISTAKES[mistake](tree)
    assert messages(tree) != []


@pytest.mark.parametrize("word", ["full", "SHALLOW", "Full"])
def test_words_are_taken_in_any_casing(word: str) -> None:
    """S19: as Azure takes a word in any casing, so does the schema."""
    tree = stack("local")
    version_of(tree).update(replicationMode=word, location="A region of tomorrow")
    assert messages(tree) == []


def sample(hint: Any, place: str = "") -> Any:  # noqa: ANN401 a type, and a value of it
    """A value of a type, with every argument in it."""
    if is_typeddict(hint):
        own = hint.__name__
        return {camel_case(field.name): sample(field.type, f"{own}.{field.name}") for field in fields(hint)}
    if container := get_origin_container(hint):
        inner = sample(element_type(hint), place)
        return {"key": inner} if "Mapping" in container.__name__ else [inner]
    if place in REGIONS_OF:
        return next(iter(REGIONS))
    return WORDS[place][0] if place in WORDS else {str: "text", int: 1, float: 1.5, bool: True}[hint]


def test_schema_and_components_agree_on_every_argument() -> None:
    """A tree of all arguments is valid by the schema, and of the right names and kinds by the reader."""
    tree = sample(GalleryArgs)
    assert messages({"config": {KEY: tree}}) == []
    assert list(problems(tree, GalleryArgs, camel=True)) == []


def test_words_belong_to_arguments_that_there_are() -> None:
    """Every argument with words or regions of its own exists."""
    known = {f"{type_.__name__}.{field.name}" for type_ in nested_types(GalleryArgs) for field in fields(type_)}
    assert {*WORDS, *REGIONS_OF} <= known
