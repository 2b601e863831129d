"""The table of resource types against the installed pulumi-azure-native, whose source is read, not imported."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from compute_gallery_emulator.provider.resource_types import ResourceType, object_properties, resource_types

_SOURCES = {"Args": "_inputs.py", "Response": "outputs.py"}


def _package() -> Path:
    spec = find_spec("pulumi_azure_native")
    if spec is None or spec.origin is None:
        pytest.skip("pulumi-azure-native is not installed")
    return Path(spec.origin).parent


@cache
def _classes(path: Path) -> Mapping[str, ast.ClassDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _getter_name(function: ast.FunctionDef) -> str | None:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pulumi.getter":
            return str(ast.literal_eval(decorator.keywords[0].value))
        if ast.unparse(decorator) == "pulumi.getter":
            return function.name
    return None


def _properties(node: ast.ClassDef) -> Iterator[tuple[str, bool]]:
    """Yield the name of each property in Azure's spelling, and whether it must be given."""
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.returns is not None and (name := _getter_name(item)):
            yield name, "Optional" not in ast.unparse(item.returns)


def _source(row: ResourceType) -> Path:
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", row.name).lower()
    return _package() / row.module / f"{snake}.py"


@pytest.mark.parametrize("row", resource_types().values(), ids=lambda row: row.token)
def test_a_type_has_the_sdks_inputs_and_outputs(row: ResourceType) -> None:
    """Inputs, required inputs, outputs and the API version are those of the SDK's class."""
    path = _source(row)
    classes = _classes(path)
    arguments = classes.get(f"{row.name}Args") or classes[f"{row.name}InitArgs"]
    inputs = dict(_properties(arguments))
    assert {name for name, entry in row.properties.items() if not entry.read_only} == set(inputs)
    assert {name for name, entry in row.properties.items() if entry.required} == {
        n for n, must in inputs.items() if must
    }
    outputs = {name for name, _ in _properties(classes[row.name])}
    assert {*row.response, "azureApiVersion"} - {"id"} == outputs
    assert f"Uses Azure REST API version {row.api_version}" in path.read_text("utf-8")


def _nested(row: ResourceType) -> set[str]:
    found: set[str] = set()
    waiting = [entry.type for entry in row.properties.values() if entry.is_object]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [entry.type for entry in object_properties(name).values() if entry.is_object]
    return found


@pytest.mark.parametrize(
    "name", ["Gallery", "GalleryImage", "GalleryImageVersion", "GalleryApplicationVersion", "Image"]
)
def test_object_types_have_the_sdks_members(name: str) -> None:
    """Every object below a gallery, a definition, a version or a managed image has the SDK's members."""
    row = resource_types()[f"compute:{name.lower()}"]
    for type_ in sorted(_nested(row)):
        found = {
            suffix: _classes(_package() / "compute" / file).get(f"{type_}{suffix}") for suffix, file in _SOURCES.items()
        }
        inputs = dict(_properties(found["Args"])) if found["Args"] else {}
        outputs = {member for member, _ in _properties(found["Response"])} if found["Response"] else set()
        entries = object_properties(type_)
        assert set(entries) == {*inputs, *outputs}, type_
        if inputs:
            assert {member for member, entry in entries.items() if not entry.read_only} == set(inputs), type_
            assert {m for m, entry in entries.items() if entry.required} == {m for m, must in inputs.items() if must}, (
                type_
            )


def test_every_object_type_is_used() -> None:
    """The table holds nothing that no resource needs, and no reference leads nowhere."""
    assert set().union(*(_nested(row) for row in resource_types().values()))
