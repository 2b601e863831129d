"""The version that is released: in VERSION, in the tag, in the changelog."""

import re
from pathlib import Path

__all__ = ["ReleaseError", "check_tag", "notes", "version"]

PARTS = re.compile(r"^(?=## )", re.MULTILINE)
NOTE = "*.*.md"
"""What a note of a change is called; README.md is none."""


class ReleaseError(Exception):
    """There is no release; the text says why, and what to do."""


def version(root: Path) -> str:
    """Return the version of a checkout."""
    return (root / "VERSION").read_text("utf-8").strip()


def check_tag(root: Path, tag: str) -> None:
    """Raise ReleaseError unless a tag names the checkout's version, and the changelog has all there is to say of it."""
    wanted = f"v{version(root)}"
    if tag != wanted:
        raise ReleaseError(f'the tag is "{tag}", and VERSION asks for {wanted}: tag again, or change VERSION')
    notes(root)
    waiting = sorted(note.name for note in (root / "changes").glob(NOTE))
    if waiting:
        raise ReleaseError(f"changes/ has what CHANGELOG.md does not tell yet ({waiting[0]}): run `make changelog`")


def notes(root: Path) -> str:
    """Return what the changelog says of the checkout's version. Raises ReleaseError where that is nothing."""
    for part in PARTS.split((root / "CHANGELOG.md").read_text("utf-8"))[1:]:
        title, _, told = part.partition("\n")
        if title.split()[1:2] == [version(root)] and told.strip():
            return f"{told.strip()}\n"
    raise ReleaseError(f"CHANGELOG.md says nothing of version {version(root)}: run `make changelog`")
