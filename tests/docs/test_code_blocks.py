"""The code blocks of all pages: read, compiled, and checked against what they are for."""

import ast
import importlib.util
import json
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml

from pulumi_azure_compute_gallery import __all__ as public_names
from tests.docs.pages import ROOT, Block, blocks, pages

SCHEMA = json.loads((ROOT / "stacks" / "compute-gallery.schema.json").read_text("utf-8"))
PARTS = ("GalleryArgs", "ImageDefinitionArgs", "ImageVersionArgs")

LANGUAGES = {
    "bash", "bicep", "console", "csharp", "go", "hcl", "http", "java", "json", "powershell",
    "python", "sh", "text", "toml", "typescript", "yaml",
}  # fmt: skip
"""What a block may say that it is: a block of none of these, or of none at all, is not checked by anything."""


@cache
def all_blocks() -> tuple[Block, ...]:
    """Every fenced block of every page."""
    return tuple(block for page in pages() for block in blocks(page))


def of(*languages: str) -> list[Block]:
    """The blocks of some languages."""
    return [block for block in all_blocks() if block.language in languages]


def place(block: Block) -> str:
    """Where a block stands: the name of its test."""
    return block.place


def test_every_block_says_what_it_is() -> None:
    """A block names a language that is checked here, so that none is passed over."""
    unknown = [(block.place, block.language) for block in all_blocks() if block.language not in LANGUAGES]
    assert unknown == []


@pytest.mark.parametrize("block", of("bash", "sh"), ids=place)
def test_scripts_are_read_by_a_shell(block: Block) -> None:
    """A script has no mistake that a shell sees without running it."""
    done = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("block", of("json"), ids=place)
def test_json_is_read(block: Block) -> None:
    """JSON is JSON."""
    json.loads(block.text)


def without_required(schema: Any) -> Any:  # noqa: ANN401 a schema
    """A schema for a part of a tree: nothing in it has to be there."""
    if isinstance(schema, Mapping):
        return {name: without_required(part) for name, part in schema.items() if name != "required"}
    return [without_required(part) for part in schema] if isinstance(schema, list) else schema


PARTIAL = without_required(SCHEMA)


def as_part(tree: dict[str, Any]) -> Iterator[str]:
    """The types of which a mapping may be a part: config, a gallery, definitions or versions by name, one of them."""
    candidates: dict[str, Any] = {name: {"$ref": f"#/definitions/{name}"} for name in PARTS}
    candidates["definitions"] = {"additionalProperties": candidates["ImageDefinitionArgs"]}
    candidates["versions"] = {"additionalProperties": candidates["ImageVersionArgs"]}
    candidates["a stack's config"] = SCHEMA["properties"]["config"]
    for name, schema in candidates.items():
        if jsonschema.Draft7Validator({"allOf": [schema], "definitions": PARTIAL["definitions"]}).is_valid(tree):
            yield name


def sample(tree: Any) -> Any:  # noqa: ANN401 any tree
    """A tree as the loader would have it: `...` stands for what a reader has, and keys are texts."""
    if isinstance(tree, dict):
        return {str(name): sample(part) for name, part in tree.items() if part not in ("...", "…")}
    return [sample(part) for part in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize("block", of("yaml"), ids=place)
def test_yaml_is_a_stacks_file_or_a_part_of_one(block: Block) -> None:
    """YAML is read; a stack's file follows its schema, and so does a part of a gallery, a definition, a version."""
    tree = sample(yaml.safe_load(block.text))
    if "config" in tree:
        jsonschema.validate(tree, PARTIAL)
    elif not FOREIGN & tree.keys():
        assert list(as_part(tree)), f"{block.place} is no part of a gallery, a definition or a version"


FOREIGN = {"env", "jobs", "name", "packages", "permissions", "resources", "runtime", "variables"}
"""Keys of files that are not this project's: workflows, Pulumi's own project files and programs."""


@pytest.mark.parametrize("block", of("python"), ids=place)
def test_python_compiles_and_imports_what_there_is(block: Block) -> None:
    """Python compiles; what it imports from this project's packages is there."""
    for node in ast.walk(ast.parse(block.text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert importlib.util.find_spec(node.module.split(".")[0]), node.module
            if node.module == "pulumi_azure_compute_gallery":
                assert {alias.name for alias in node.names} <= set(public_names)
