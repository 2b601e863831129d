"""Where a translated page is out of step with the page that it translates."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.pages import blocks, headings

__all__ = ["MARKER", "differences"]

MARKER = ".zh-CN"
STRUCTURE = {"bullet_list_open": "a list", "ordered_list_open": "a numbered list", "table_open": "a table"}
ITEMS = {"list_item_open", "tr_open"}


def differences(page: Path, translation: Path) -> Iterator[str]:
    """Say, one line each, which heading, block, list or table differs, and which name or link a section lacks."""
    yield from _of_headings(page, translation)
    yield from _of_blocks(page, translation)
    for own, other in zip_longest(_sections(page), _sections(translation)):
        if own is None or other is None:
            return  # told as a heading already
        yield from _of_sections(own, other, translation)


def _of_headings(page: Path, translation: Path) -> Iterator[str]:
    pairs = zip_longest(headings(page), headings(translation), fillvalue=(0, "none"))
    for number, (own, other) in enumerate(pairs, start=1):
        if own[0] != other[0]:
            yield (
                f'heading {number}: {page.name} has "{own[1]}" at level {own[0]}, '
                f'{translation.name} has "{other[1]}" at level {other[0]}'
            )
            return


def _of_blocks(page: Path, translation: Path) -> Iterator[str]:
    for number, (own, other) in enumerate(zip_longest(blocks(page), blocks(translation)), start=1):
        if own is None or other is None:
            extra = own or other
            yield f"block {number} ({extra.language}) stands in {extra.page.name}:{extra.line} only" if extra else ""
            return
        if (own.language, own.text) != (other.language, other.text):
            yield f"block {number} in {translation.name}:{other.line} differs from {page.name}:{own.line}"


Section = tuple[str, list[Token]]


def _sections(page: Path) -> list[Section]:
    """Return the title of each section with its tokens."""
    found: list[Section] = [("the beginning", [])]
    tokens = MarkdownIt().enable("table").parse(page.read_text("utf-8"))
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            found.append((tokens[index + 1].content, []))
        found[-1][1].append(token)
    return found


def _of_sections(own: Section, other: Section, translation: Path) -> Iterator[str]:
    place = f'{translation.name}, "{other[0]}"'
    for kind, name in STRUCTURE.items():
        counts = [sum(token.type == kind for token in tokens) for _, tokens in (own, other)]
        if counts[0] != counts[1]:
            yield f"{place}: {counts[1]} of {name}, and {counts[0]} in the original"
    counts = [sum(token.type in ITEMS for token in tokens) for _, tokens in (own, other)]
    if counts[0] != counts[1]:
        yield f"{place}: {counts[1]} list entries and table rows, and {counts[0]} in the original"
    for what, found in (("code", _code), ("link", _links)):
        wanted, given = found(own[1]), found(other[1])
        for name in sorted((wanted - given) | (given - wanted)):
            yield f"{place}: {what} {name} stands {given[name]} times, and {wanted[name]} times in the original"


def _code(tokens: list[Token]) -> Counter[str]:
    """Return what stands between backticks."""
    return Counter(part.content for token in tokens for part in token.children or () if part.type == "code_inline")


def _links(tokens: list[Token]) -> Counter[str]:
    """Return the targets of links, those to a translation as those to its original, without the page's own anchors."""
    parts = (part for token in tokens for part in token.children or () if part.type == "link_open")
    targets = (str(part.attrs["href"]) for part in parts)
    return Counter(re.sub(r"^#.+", "#", target.replace(MARKER, "")) for target in targets)
