"""The file with a stack's configuration: what it says about the cloud and the gallery."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_rules import printable

__all__ = [
    "GALLERY_KEY",
    "StackSettings",
    "declared_numbers",
    "parsed",
    "read_stack",
    "read_text",
    "settings_in",
    "settings_of",
]

GALLERY_KEY = "compute-gallery:gallery"
"""Where the gallery stands in the `config` of the file."""


@dataclass(frozen=True, slots=True)
class StackSettings:
    """What a stack's file says; None where it says nothing."""

    environment: str | None
    subscription: str | None
    resource_group: str | None
    gallery: str | None
    tree: Mapping[str, Any]
    """The declared gallery, in camelCase."""

    @classmethod
    def nowhere(cls) -> "StackSettings":
        """Return the settings of no file."""
        return cls(None, None, None, None, {})

    def definition(self, name: str) -> Mapping[str, Any] | None:
        """Return a declared definition by its name in Azure, in any casing; None where there is none."""
        definitions = self.tree.get("definitions")
        for key, declared in definitions.items() if isinstance(definitions, Mapping) else ():
            own = declared if isinstance(declared, Mapping) else {}
            if str(own.get("imageDefinitionName", key)).lower() == name.lower():
                return own
        return None


def declared_numbers(declared: Mapping[str, Any] | None) -> list[str]:
    """Return the numbers of the versions that a definition declares: their keys, or what they call themselves.

    Raises GalleryError where what stands under `versions` is no mapping.
    """
    versions = (declared or {}).get("versions") or {}
    if not isinstance(versions, Mapping):
        allowed = "a mapping of version numbers to what each is made from"
        raise GalleryError(f"versions: {printable(versions)} is no mapping. Allowed: {allowed}.", ExitStatus.USAGE)
    return [str(own.get("version", key) if isinstance(own, Mapping) else key) for key, own in versions.items()]


def read_text(path: Path) -> str:
    """Read a file. Raises GalleryError where that is not possible."""
    try:
        with path.open(encoding="utf-8", newline="") as file:  # line ends stay as they are
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise GalleryError(f"{path}: cannot be read: {reason}.", ExitStatus.FILE) from error


def read_stack(path: Path) -> Any:  # noqa: ANN401 what YAML holds
    """Read a stack's file as data. Raises GalleryError where it is no YAML."""
    return parsed(read_text(path), path)


def parsed(text: str, path: Path) -> Any:  # noqa: ANN401 what YAML holds
    """Parse YAML without its comments."""
    yaml = YAML(typ="safe", pure=True)
    try:
        return yaml.load(text)
    except (YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}:" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise GalleryError(f"{path}:{line} is no YAML: {problem}.", ExitStatus.USAGE) from error


def settings_of(data: object, path: Path) -> StackSettings:
    """Return what the data of a stack's file says. Raises GalleryError where it declares no gallery."""
    config = data.get("config") if isinstance(data, Mapping) else None
    tree = config.get(GALLERY_KEY) if isinstance(config, Mapping) else None
    if not isinstance(config, Mapping) or not isinstance(tree, Mapping):
        text = f"{path}: config.{GALLERY_KEY} is missing. Allowed: the file of a stack that declares a gallery."
        raise GalleryError(text, ExitStatus.USAGE)
    return settings_in(config)


def settings_in(config: Mapping[str, Any]) -> StackSettings:
    """Return what a stack's config says, be it only the cloud: a program may know its gallery by itself."""
    declared = config.get(GALLERY_KEY)
    tree = declared if isinstance(declared, Mapping) else {}
    return StackSettings(
        text_of(config.get("azure-native:environment")),
        text_of(config.get("azure-native:subscriptionId")),
        text_of(tree.get("resourceGroupName")),
        text_of(tree.get("galleryName")),
        tree,
    )


def text_of(value: object) -> str | None:
    """Return a text that is not empty; None for anything else."""
    return value if isinstance(value, str) and value else None
