"""The components as a plugin: what other languages see of them."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from pulumi.provider.experimental.analyzer import Analyzer

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.reader import fields_of
from pulumi_azure_compute_gallery.arguments.spelling import camel_case

ROOM = Path(__file__).parents[2] / "components"


@pytest.fixture(scope="module")
def analysed() -> Any:  # noqa: ANN401 Pulumi's own result
    """What Pulumi's analyzer makes of the three components."""
    return Analyzer("azure-compute-gallery").analyze([Gallery, ImageDefinition, ImageVersion])


def described(schema: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401 JSON
    """Yield each component, type and property of a plugin's schema with its description."""
    for token, one in {**schema["resources"], **schema["types"]}.items():
        yield token, one.get("description")
        for kind in ("inputProperties", "properties"):
            for field, of_field in one.get(kind, {}).items():
                yield f"{token}.{kind}.{field}", of_field.get("description")


def test_everything_is_described() -> None:
    """Each component, each type and each of their properties has a description that is a sentence."""
    texts = dict(described(json.loads((ROOM / "schema.json").read_text(encoding="utf-8"))))
    assert len(texts) > 200
    assert [name for name, text in texts.items() if not text or text.strip()[-1] not in ".)"] == []


@pytest.mark.parametrize(
    ("component", "type_"),
    [("Gallery", GalleryArgs), ("ImageDefinition", ImageDefinitionArgs), ("ImageVersion", ImageVersionArgs)],
)
def test_arguments_are_those_of_the_types(analysed: Any, component: str, type_: type) -> None:  # noqa: ANN401 as above
    """The plugin takes the arguments of the Python types, in camelCase, and requires none that may be inherited."""
    inputs: Mapping[str, Any] = analysed["component_definitions"][component].inputs
    assert set(inputs) == {camel_case(field) for field in fields_of(type_)}
    assert all(one.optional for one in inputs.values())


def test_outputs_of_the_components(analysed: Any) -> None:  # noqa: ANN401 as above
    """Each component gives what DESIGN names: ids, names, and the gallery its catalogue."""
    outputs = {name: set(one.outputs) for name, one in analysed["component_definitions"].items()}
    assert outputs == {
        "Gallery": {
            "catalogue",
            "galleryId",
            "mirror",
            "name",
            "publicNames",
            "sharingCommands",
            "sharingResetCommands",
            "summary",
            "uniqueName",
        },
        "ImageDefinition": {"imageDefinitionId", "name", "entry"},
        "ImageVersion": {"imageVersionId", "name", "entry"},
    }


def test_plugin_runs_in_the_projects_environment() -> None:
    """The plugin's runtime is Python, with the environment that the project's own set-up makes."""
    plugin = yaml.safe_load((ROOM / "PulumiPlugin.yaml").read_text(encoding="utf-8"))
    assert plugin == {"runtime": {"name": "python", "options": {"virtualenv": "../.venv"}}}


def test_version_stands_in_one_place() -> None:
    """The package and the plugin have the version of the file VERSION."""
    stated = (ROOM.parent / "VERSION").read_text(encoding="utf-8").strip()
    assert version("pulumi-azure-compute-gallery") == stated
    project = tomllib.loads((ROOM / "pyproject.toml").read_text(encoding="utf-8"))
    assert stated not in str(project["project"]["dynamic"])
    assert stated not in (ROOM / "__main__.py").read_text(encoding="utf-8")
