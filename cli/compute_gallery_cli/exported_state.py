"""The file that `pulumi stack export` writes."""

import json
from pathlib import Path
from typing import Any

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.stack_file import read_text

__all__ = ["ODD_STATE", "not_a_state", "read_state", "state_text"]

ODD_STATE = (AttributeError, KeyError, TypeError)
"""What is raised where a part of a state is of another kind than Pulumi writes."""


def read_state(file: Path) -> dict[str, Any]:
    """Return what the file holds. Raises GalleryError where it cannot be read or holds no deployment."""
    allowed = "what `pulumi stack export` writes"
    try:
        exported = json.loads(read_text(file))
    except ValueError as error:
        raise GalleryError(f"{file}: is no JSON: {error}. Allowed: {allowed}.", ExitStatus.USAGE) from error
    if not isinstance(exported, dict) or not isinstance(exported.get("deployment"), dict):
        raise GalleryError(f"{file}: has no deployment. Allowed: {allowed}.", ExitStatus.USAGE)
    return exported


def state_text(state: dict[str, Any]) -> str:
    """Return a state as Pulumi writes it."""
    return f"{json.dumps(state, indent=4)}\n"


def not_a_state(file: Path) -> GalleryError:
    """Return the error for a state that cannot be understood."""
    allowed = "what `pulumi stack export` writes, as it is"
    return GalleryError(f"{file}: cannot be read as a state. Allowed: {allowed}.", ExitStatus.USAGE)
