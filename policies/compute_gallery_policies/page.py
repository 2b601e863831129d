"""The page that each rule's module has for its docstring, read into its parts."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["PAGES", "Page", "page_address", "parse_page"]

PAGES: Final = "docs/rules"
"""The folder of the rules' pages, which every policy's `url` leads to."""

FORM = re.compile(
    r"(?P<name>[a-z0-9-]+): (?P<summary>.+?)\n"
    r"\n## Why\n\n(?P<why>.+?)\n"
    r"(?:\n## Settings\n\n```json\n(?P<settings>.+?)\n```\n)?"
    r"\n## Refused\n\n```json\n(?P<refused>.+?)\n```\n"
    r"\n## Accepted\n\n```json\n(?P<accepted>.+?)\n```\n"
    r"\n## Fix\n\n(?P<fix>.+?)\n"
    r"\n## Source\n\n(?P<source>\S+)\s*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule's page says."""

    name: str
    """The policy's name, in kebab case."""
    summary: str
    why: str
    settings: Mapping[str, object]
    """The settings under which the examples hold; those that are left out have their defaults."""
    refused: object
    """Inputs, or a part of them, that the rule reports. For a rule on several resources a list of mappings, each with
    the `type` of the resource, its `inputs`, and the `name` under which it is declared where that matters."""
    accepted: object
    """The same without the mistake."""
    fix: str
    source: str
    """The address of what the rule rests on."""


def parse_page(docstring: str | None) -> Page:
    """Read a rule's page. Raises ValueError where a section is missing, out of order, or no JSON."""
    match = FORM.fullmatch(docstring or "")
    if not match:
        raise ValueError(f"this is no rule's page: {(docstring or '').partition(chr(10))[0]!r}")
    text = {part: " ".join(match[part].split()) for part in ("name", "summary", "why", "fix", "source")}
    settings = json.loads(match["settings"] or "{}")
    return Page(**text, settings=settings, refused=json.loads(match["refused"]), accepted=json.loads(match["accepted"]))


def page_address(rule: str) -> str:
    """Return the address of a rule's page."""
    return f"{PAGES}/{rule}.md"
