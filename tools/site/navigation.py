"""The site's navigation, made from the links of the index pages: there is no second list of pages."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath

__all__ = ["ROOT_PAGE", "toctrees"]

ROOT_PAGE = "README"
INDEX = "docs/README"
SUB_INDEXES = ("docs/rules/README", "docs/guards", "examples/README")
"""Pages that list those of a folder, which stand below them in the navigation."""

REST = "In the repository"
"""The caption of the pages that stand with the code, and that the index does not link to."""

HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^()\s#:]+)\.md(?:#[^()\s]*)?\)")


def toctrees(page: str, text: str, index: str, pages: Iterable[str]) -> str:
    """Return what to put after a page's text: hidden toctrees, where it is the root page or lists others.

    `index` is the text of the index of all pages, `pages` are the names of all, from the root and without their ending.
    """
    if page in SUB_INDEXES:
        below = page.removesuffix("/README") + "/"
        return _toctree("", (one for one in links(page, text) if one.startswith(below)))
    if page != ROOT_PAGE:
        return ""
    listed = sections(INDEX, index)
    rest = sorted(set(pages) - {ROOT_PAGE, INDEX, *(one for _, names in listed for one in names)})
    beside_code = [one for one in rest if not one.startswith(("docs/", "examples/"))]
    return _toctree("", [INDEX]) + "".join(
        _toctree(caption, names) for caption, names in [*listed, (REST, beside_code)]
    )


def sections(page: str, text: str) -> list[tuple[str, list[str]]]:
    """Return the captions of an index with the pages that each links to; every page once, where it comes first."""
    seen: set[str] = {page, ROOT_PAGE}
    found: list[tuple[str, list[str]]] = []
    for caption, part in zip(*[iter(HEADING.split(text)[1:])] * 2, strict=True):
        names = [one for one in links(page, part) if one not in seen]
        seen.update(names)
        found.append((caption, names))
    return found


def links(page: str, text: str) -> Iterator[str]:
    """Yield the pages that a text links to, each once, as names from the root."""
    folder = PurePosixPath(page).parent
    yield from dict.fromkeys(normpath(str(folder / match)) for match in LINK.findall(text))


def _toctree(caption: str, pages: Iterable[str]) -> str:
    entries = "\n".join(f"/{page}" for page in pages)
    shown = f":caption: {caption}\n" if caption else ""
    return f"\n\n```{{toctree}}\n:hidden:\n{shown}\n{entries}\n```\n"
