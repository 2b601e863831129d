"""The groups of a fleet's file, changed in its text: every other line stays as it is, comments too."""

import json
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from compute_gallery_cli.stack_text import quoted
from compute_gallery_cli.yaml_insertion import Insertion, with_entry

__all__ = ["moved", "with_groups"]

GROUPS = ("fleet", "split", "groups")


def with_groups(text: str, groups: dict[str, list[str]], *, is_json: bool) -> str:
    """Return the text of a file that has no split, with groups in it."""
    if is_json:
        document = json.loads(text)
        document["fleet"]["split"] = {"groups": groups}
        return as_json(document)
    return with_entry(text, Insertion(["fleet"], "split", {"groups": groups}, "prefix"))


def moved(text: str, key: str, group: str, *, is_json: bool) -> str:
    """Return the text of a file in which a definition is named in one group, and in no other."""
    if is_json:
        return moved_in_json(text, key, group)
    groups = node_at(text)
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


def node_at(text: str) -> dict[str, SequenceNode]:
    """Return the lists of all groups, as they are written."""
    node: Any = YAML(typ="safe", pure=True).compose(text)
    for name in GROUPS:
        pairs = node.value if isinstance(node, MappingNode) else []
        node = next((value for key, value in pairs if key.value == name), None)
    return {key.value: value for key, value in node.value}


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
