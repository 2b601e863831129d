"""The two files of an adoption, and what to do with those that are there already."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.stack_file import parsed, read_text
from compute_gallery_cli.stack_text import as_yaml

__all__ = ["AdoptionFiles"]

SCHEMA = "compute-gallery.schema.json"
OF_PULUMI = ("secretsprovider", "encryptionsalt", "encryptedkey")
"""What Pulumi adds to a stack's file: without it the stack's secrets cannot be read any more."""


@dataclass(frozen=True, slots=True)
class AdoptionFiles:
    """Where they are, and what goes there."""

    config: Path
    imports: Path
    stack: Mapping[str, Any]
    """The stack's settings, without what Pulumi adds."""
    resources: Mapping[str, Any]
    """The content of the import file."""

    def write(self, *, force: bool) -> None:
        """Write both, or none. A file that says the same already stays as it is, with its comments.

        Raises GalleryError for one that says something else, unless it is to be replaced; and where one cannot be
        written.
        """
        if self.config.resolve() == self.imports.resolve():
            text = f"{self.imports}: is the stack's file too. Allowed: another --import-file, or another --out."
            raise GalleryError(text, ExitStatus.USAGE)
        texts: dict[Path, str] = {}
        there = parsed(read_text(self.config), self.config) if self.config.exists() else None
        kept = {name: value for name, value in mapping(there).items() if name in OF_PULUMI}
        if there != {**self.stack, **kept}:
            refuse(self.config, force=force)
            header = f"# yaml-language-server: $schema={SCHEMA}\n" if (self.config.parent / SCHEMA).exists() else ""
            texts[self.config] = header + as_yaml({**self.stack, **kept})
        imports = f"{json.dumps(self.resources, indent=2)}\n"
        if not self.imports.exists() or read_text(self.imports) != imports:
            refuse(self.imports, force=force)
            texts[self.imports] = imports
        write_whole(texts)


def refuse(path: Path, *, force: bool) -> None:
    """Raise GalleryError for a file that is there already, unless it is to be replaced."""
    if path.exists() and not force:
        raise GalleryError(f"{path}: is there already. Write --force to replace it.", ExitStatus.FILE)
