"""The groups of a fleet's file, changed in its text: every other line stays as it is, comments too."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from compute_gallery_cli.stack_text import as_yaml, quoted
from compute_gallery_cli.yaml_insertion import Insertion, with_entry

__all__ = ["moved", "with_groups"]

GROUPS = ("fleet", "split", "groups")


def with_groups(text: str, groups: dict[str, list[str]], *, is_json: bool) -> str:
    """Return the text of a file that has no split, or an empty one, with groups in it."""
    if is_json:
        document = json.loads(text)
        document["fleet"]["split"] = {"groups": groups}
        return as_json(document)
    fleet = node_at(text, GROUPS[:1])
    for key, value in fleet.value if isinstance(fleet, MappingNode) else ():
        if key.value == "split":
            return with_value(text, key, value, {"groups": groups}, is_flow=bool(fleet.flow_style))
    return with_entry(text, Insertion(["fleet"], "split", {"groups": groups}, "prefix"))


def with_value(text: str, key: Node, value: Node, tree: dict[str, Any], *, is_flow: bool) -> str:
    """Put a mapping in the place of an empty value; what is written behind that, such as a comment, stays."""
    start, end = key.end_mark.index, value.end_mark.index
    if is_flow:
        return f"{text[:start]}: {json.dumps(tree, ensure_ascii=False)}{text[end:]}"
    rest = text[end:] if end > value.start_mark.index else text[start:].removeprefix(":")
    ending = "\r\n" if "\r\n" in text else "\n"
    line, separator, below = rest.partition(ending)
    block = textwrap.indent(as_yaml(tree).rstrip("\n"), " " * (key.start_mark.column + 2)).replace("\n", ending)
    return f"{text[:start]}:{line.rstrip()}{ending}{block}{separator}{below}"


def moved(text: str, key: str, group: str, *, is_json: bool) -> str:
    """Return the text of a file in which a definition is named in one group, and in no other."""
    if is_json:
        return moved_in_json(text, key, group)
    groups = {key.value: value for key, value in node_at(text, GROUPS).value}
    for name, members in groups.items():
        if name != group and (named := [item for item in members.value if item.value == key]):
            return moved(without(text, members, named[0]), key, group, is_json=False)
    if group not in groups:
        return with_entry(text, Insertion(GROUPS, group, [key], None))
    return text if any(item.value == key for item in groups[group].value) else with_member(text, groups[group], key)


def moved_in_json(text: str, key: str, group: str) -> str:
    """Do the same in a file of JSON."""
    document = json.loads(text)
    groups = document["fleet"]["split"]["groups"]
    for name, members in groups.items():
        if name != group and key in members:
            members.remove(key)
    if key not in groups.setdefault(group, []):
        groups[group].append(key)
    return as_json(document)


def as_json(document: Any) -> str:  # noqa: ANN401 what a file holds
    """Write JSON as people read it."""
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"


def node_at(text: str, path: Sequence[str]) -> Any:  # noqa: ANN401 a node of YAML
    """Return what stands at a path, as it is written; None for nothing."""
    node: Any = YAML(typ="safe", pure=True).compose(text)
    for name in path:
        pairs = node.value if isinstance(node, MappingNode) else []
        node = next((value for key, value in pairs if key.value == name), None)
    return node


def without(text: str, members: SequenceNode, item: Any) -> str:  # noqa: ANN401 a node of YAML
    """Take a member out of a group."""
    others = [text[one.start_mark.index : one.end_mark.index] for one in members.value if one is not item]
    if members.flow_style:
        return f"{text[: members.start_mark.index]}[{', '.join(others)}]{text[members.end_mark.index :]}"
    start = text.rindex("\n", 0, item.start_mark.index)
    end = text.find("\n", item.end_mark.index)
    rest = text[end:] if end >= 0 else ""
    if others:
        return text[:start] + rest
    # Nothing is left below the key: an empty list has to stand beside it.
    head = text[:start].rstrip()
    return f"{head} []{rest}" if head.endswith(":") else text[: item.start_mark.index - 2] + "[]" + rest


def with_member(text: str, members: SequenceNode, key: str) -> str:
    """Put a member at the end of a group."""
    written = quoted(key)
    if members.flow_style:
        inner = [text[one.start_mark.index : one.end_mark.index] for one in members.value]
        listed = ", ".join([*inner, written])
        return f"{text[: members.start_mark.index]}[{listed}]{text[members.end_mark.index :]}"
    last = members.value[-1]
    end = text.find("\n", last.end_mark.index)
    end = end if end >= 0 else len(text)
    ending = "\r" if text[end - 1 : end] == "\r" else ""
    end -= len(ending)
    line = text[text.rindex("\n", 0, last.start_mark.index) + 1 : last.start_mark.index]
    return f"{text[:end]}{ending}\n{' ' * line.index('-')}- {written}{text[end:]}"
