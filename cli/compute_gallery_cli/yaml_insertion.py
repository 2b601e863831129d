"""A new entry in a YAML file that keeps every other character as it is."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from compute_gallery_cli.stack_text import as_yaml, in_style

__all__ = ["Insertion", "with_entry"]

STEP = 2


@dataclass(frozen=True, slots=True)
class Insertion:
    """An entry, and the place that it goes to."""

    path: Sequence[str]
    """The keys of the mapping that takes it; the last of them may be missing."""
    key: str
    entry: Any
    neighbour: str | None
    """The key that it goes beside; None for the end."""
    is_before: bool = False
    """Whether it goes before the neighbour instead of after it."""


def with_entry(text: str, insertion: Insertion) -> str:
    """Return the text with the entry in it.

    Where the mapping is written in blocks, lines are added and nothing else changes. Where it is written in braces, the
    file is written anew with its comments.
    """
    lines = text.split("\n")
    place = place_of(YAML(typ="safe", pure=True).compose(text), insertion, lines)
    if place is None:
        return rewritten(text, insertion)
    line, column, tree = place
    ending = "\r" if lines[0].endswith("\r") else ""
    block = [f"{' ' * column}{each}{ending}" for each in as_yaml(tree).rstrip("\n").split("\n")]
    if line == len(lines) or (line == len(lines) - 1 and lines[-1]):
        lines.append("")  # the file did not end with a line break
    return "\n".join([*lines[:line], *block, *lines[line:]])


def place_of(root: Node | None, insertion: Insertion, lines: Sequence[str]) -> tuple[int, int, dict[str, Any]] | None:
    """Return line, column and what goes there; None where it is not written in blocks."""
    node: Any = root
    for name in insertion.path[:-1]:
        node = part(node, name)
    if not is_block(node):
        return None
    versions = part(node, insertion.path[-1])
    entry = {insertion.key: insertion.entry}
    if versions is None:
        column = node.value[0][0].start_mark.column
        return behind(node, column, lines), column, {insertion.path[-1]: entry}
    if not is_block(versions):
        return None
    column = versions.value[0][0].start_mark.column
    for key, value in versions.value:
        if insertion.neighbour is not None and str(key.value) == insertion.neighbour:
            line = before(key, lines) if insertion.is_before else behind(value, column, lines, key)
            return line, column, entry
    return behind(versions, column, lines), column, entry


def part(node: Node | None, name: str) -> Any:  # noqa: ANN401 a node of any kind
    """Return what stands under a key; None where there is nothing."""
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for key, value in pairs if str(key.value) == name), None)


def is_block(node: Any) -> bool:  # noqa: ANN401 a node of any kind
    """Tell whether a mapping has entries and is written in blocks."""
    return isinstance(node, MappingNode) and not node.flow_style and bool(node.value)


def before(key: Node, lines: Sequence[str]) -> int:
    """Return the line of a key, or of the comments right above it."""
    line = int(key.start_mark.line)
    while line > 0 and lines[line - 1].lstrip().startswith("#") and indent(lines[line - 1]) == key.start_mark.column:
        line -= 1
    return line


def behind(node: Node, column: int, lines: Sequence[str], key: Node | None = None) -> int:
    """Return the line after a node, and after the comments that are indented more than its key."""
    line = max(last_line(node), int(key.start_mark.line) if key else 0) + 1
    while line < len(lines) and lines[line].lstrip().startswith("#") and indent(lines[line]) > column:
        line += 1
    return line


def indent(line: str) -> int:
    """Return how far a line is indented."""
    return len(line) - len(line.lstrip(" "))


def last_line(node: Node) -> int:
    """Return the last line that a node has characters on: a parser ends blocks only where the next thing begins."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return max(last_line(part) for pair in node.value for part in pair)
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return max(last_line(part) for part in node.value)
    end = node.end_mark
    is_text_block = isinstance(node, ScalarNode) and node.style in {"|", ">"}
    return int(end.line) - (1 if is_text_block and end.column == 0 else 0)


def rewritten(text: str, insertion: Insertion) -> str:
    """Return the text written anew, with its comments and its order."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    data = yaml.load(text)
    node = data
    for name in insertion.path[:-1]:
        node = node[name]
    if not isinstance(node.get(insertion.path[-1]), Mapping):
        node[insertion.path[-1]] = {}
    versions = node[insertion.path[-1]]
    keys = [str(key) for key in versions]
    at = keys.index(insertion.neighbour) + (not insertion.is_before) if insertion.neighbour in keys else len(keys)
    if hasattr(versions, "insert"):
        versions.insert(at, insertion.key, in_style(insertion.entry))
    else:
        versions[insertion.key] = in_style(insertion.entry)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
