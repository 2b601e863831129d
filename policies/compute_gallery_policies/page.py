"""The page that each rule's module has for its docstring, read into its parts."""

import json
import re
from dataclasses import dataclass

__all__ = ["Page", "parse_page"]

FORM = re.compile(
    r"(?P<name>[a-z0-9-]+): (?P<summary>.+?)\n"
    r"\n## Why\n\n(?P<why>.+?)\n"
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
    refused: dict[str, object]
    """Inputs, or a part of them, that the rule reports."""
    accepted: dict[str, object]
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
    return Page(**text, refused=json.loads(match["refused"]), accepted=json.loads(match["accepted"]))
