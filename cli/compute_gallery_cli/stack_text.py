"""A stack's config as YAML, as a person would write it."""

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

__all__ = ["as_yaml", "in_style", "quoted"]

ONE_LINE = frozenset(
    {"identifier", "purchasePlan", "vCPUs", "memory", "tags", "extendedLocation", "userAssignedIdentities"}
)
"""Mappings that are short enough for one line."""
PLAIN = re.compile(r"[A-Za-z/](?:[\w./ @()-]|:(?=[\w/]))*[\w./)]|[A-Za-z]|\d+\.\d+\.\d+")
SPECIAL = frozenset({"true", "false", "yes", "no", "on", "off", "null", "nan", "y", "n", "inf"})
"""Words that one YAML parser or another takes for something else than a text."""
SHORT = 100


def as_yaml(tree: Mapping[str, Any]) -> str:
    """Write a tree; the order is kept, and a text stays a text for every parser."""
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(in_style(tree), stream)
    return stream.getvalue()


def in_style(value: Any, name: str = "") -> Any:  # noqa: ANN401 any tree
    """Return a tree with the style that it is written in."""
    if isinstance(value, Mapping):
        styled = CommentedMap({quoted(str(key)): in_style(part, str(key)) for key, part in value.items()})
        if name in ONE_LINE and is_short(value):
            styled.fa.set_flow_style()
        return styled
    if isinstance(value, list | tuple):
        parts = CommentedSeq([in_style(part) for part in value])
        if all(not isinstance(part, Mapping | list) for part in value) and is_short(value):
            parts.fa.set_flow_style()
        for part, written in zip(value, parts, strict=True):
            if isinstance(part, Mapping) and is_short(part) and name == "targetRegions":
                written.fa.set_flow_style()
        return parts
    return quoted(value) if isinstance(value, str) else value


def is_short(value: object) -> bool:
    """Tell whether a mapping or a list of single values fits on a line."""
    parts = value.values() if isinstance(value, Mapping) else value
    if any(isinstance(part, Mapping | list) for part in parts):  # type: ignore[attr-defined] # a list
        return False
    return len(str(value)) <= SHORT


def quoted(text: str) -> str:
    """Return a text in quotes, unless every parser of YAML reads it as a text without them."""
    is_plain = PLAIN.fullmatch(text) and text.lower() not in SPECIAL
    return text if is_plain else DoubleQuotedScalarString(text)
