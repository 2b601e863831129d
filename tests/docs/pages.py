"""The pages of the checkout, with their headings and code blocks as a Markdown parser sees them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

__all__ = ["ROOT", "Block", "blocks", "headings", "pages"]

ROOT = Path(__file__).parents[2]
SKIPPED = {".git", ".hypothesis", ".local", ".pytest_cache", ".venv", "bin", "dist", "fixtures", "node_modules", "venv"}


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, as an editor opens it."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@cache
def pages() -> tuple[Path, ...]:
    """Every page of the checkout, in alphabetical order."""
    found: list[Path] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in SKIPPED]  # not even looked into
        found.extend(Path(folder, name) for name in files if name.endswith(".md"))
    return tuple(sorted(found))


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in their order."""
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        if token.type == "fence":
            line = token.map[0] + 1 if token.map else 0
            yield Block(page, line, token.info.strip(), token.content)


def headings(page: Path) -> list[tuple[int, str]]:
    """Return level and text of the headings of a page in their order."""
    tokens = MarkdownIt().parse(page.read_text("utf-8"))
    return [
        (int(opening.tag[1:]), inner.content) for opening, inner in pairwise(tokens) if opening.type == "heading_open"
    ]
