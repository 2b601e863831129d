"""Which part of a gallery a stack is there for, as the stack's config says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.adopted_gallery import ExistingDefinition
from compute_gallery_cli.stack_file import GALLERY_KEY, StackSettings, read_stack, settings_in, settings_of

__all__ = ["GALLERY_STACK", "DeclaredPart", "declared_part", "known_settings"]

GALLERY_STACK = "compute-gallery:galleryStack"
"""Where a stack's config names the stack of its gallery."""


@dataclass(frozen=True, slots=True)
class DeclaredPart:
    """What a stack declares of a gallery."""

    settings: StackSettings | None
    """None where the gallery is not in the stack's config: its program declares what nobody else knows."""
    has_gallery: bool = True
    """Whether the gallery itself is in the stack, and not in another one of its fleet."""

    def of(self, definitions: Sequence[ExistingDefinition]) -> tuple[list[ExistingDefinition], list[str]]:
        """Return the definitions that the stack declares, and the names of the others."""
        if self.settings is None:
            return list(definitions), []
        declared = [one for one in definitions if self.settings.definition(one.name) is not None]
        return declared, [one.name for one in definitions if one not in declared]


def declared_part(stack: str, project: Path) -> DeclaredPart:
    """Return what the config of a stack declares; everything where a project keeps it elsewhere.

    Raises GalleryError for a file that cannot be read.
    """
    file = config_file(stack, project)
    config = config_in(file)
    if GALLERY_KEY not in config:
        return DeclaredPart(None)
    return DeclaredPart(settings_of({"config": config}, file), GALLERY_STACK not in config)


def known_settings(stack: str, project: Path) -> StackSettings:
    """Return what the config of a stack says, as far as a project keeps it in its file.

    Raises GalleryError for a file that cannot be read.
    """
    return settings_in(config_in(config_file(stack, project)))


def config_file(stack: str, project: Path) -> Path:
    """Return the file that a project keeps the config of a stack in. Raises GalleryError."""
    described = project / "Pulumi.yaml"
    folder = mapping(read_stack(described)).get("stackConfigDir") if described.is_file() else None
    return project / str(folder or ".") / f"Pulumi.{stack.rpartition('/')[2]}.yaml"


def config_in(file: Path) -> Mapping[str, Any]:
    """Return the config that a file holds; nothing where it is not there. Raises GalleryError."""
    return mapping(mapping(read_stack(file)).get("config")) if file.is_file() else {}
