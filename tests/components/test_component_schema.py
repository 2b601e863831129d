"""The components as a plugin: what other languages see of them."""

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


def described(analysed: Any) -> Iterator[tuple[str, str | None]]:  # noqa: ANN401 as above
    """Yield each component, type and property with its description."""
    for name, component in analysed["component_definitions"].items():
        yield name, component.description
        for kind in ("inputs", "outputs"):
            for field, one in getattr(component, kind).items():
                yield f"{name}.{kind}.{field}", one.description
    for name, type_ in analysed["type_definitions"].items():
        yield name, type_.description
        for field, one in type_.properties.items():
            yield f"{name}.{field}", one.description


def test_everything_is_described(analysed: Any) -> None:  # noqa: ANN401 as above
    """Each component, each type and each of their properties has a description that is a sentence."""
    texts = dict(described(analysed))
    assert len(texts) > 70
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
