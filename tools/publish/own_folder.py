"""What a folder that Pulumi runs without this repository has, whatever it is for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment.cache import placed_whole

__all__ = ["ROOT", "PublishError", "own_folder", "replace"]

ROOT = Path(__file__).parents[2]
SHARED_ENVIRONMENT = "virtualenv: ../.venv"
OWN_ENVIRONMENT = "virtualenv: venv"


class PublishError(Exception):
    """The folder cannot be written; the text says why."""


@contextmanager
def own_folder(out: Path, project: Path) -> Iterator[Path]:
    """Give a folder with a room's project file and program, to be filled; it appears at `out` when it is whole.

    Pulumi makes its environment in it, from the requirements.txt that it is filled with. Raises PublishError, OSError.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PublishError(f"{out} is not an empty folder")
    with placed_whole(out.absolute()) as folder:
        folder.chmod(0o755)
        for file in (ROOT / "LICENSE", project, project.with_name("__main__.py")):
            shutil.copy(file, folder)
        replace(folder / project.name, SHARED_ENVIRONMENT, OWN_ENVIRONMENT)
        (folder / ".gitignore").write_text("venv/\n__pycache__/\n")
        yield folder


def replace(file: Path, old: str, new: str) -> None:
    """Put a text in the place of another in a file. Raises PublishError where neither is there."""
    text = file.read_text()
    if old not in text and new not in text:
        raise PublishError(f"{file.name} has no {old}")
    file.write_text(text.replace(old, new))
