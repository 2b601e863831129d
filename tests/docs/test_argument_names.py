"""The tables that say what something is called here: arguments, outputs and commands that there are."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.docs.pages import ROOT
from tools.reference.words import WORDS

PAGES = [
    ROOT / "docs" / f"{name}.md"
    for name in (
        "guide",
        "guide.zh-CN",
        "migrating-from-az-scripts",
        "migrating-from-bicep",
        "migrating-from-terraform",
    )
]
HERE = ("here", "本项目")
SCHEMA = json.loads((ROOT / "stacks" / "compute-gallery.schema.json").read_text("utf-8"))
ARGUMENTS = {name for type_ in SCHEMA["definitions"].values() for name in type_.get("properties", {})}
OUTPUTS = set(re.findall(r"^\| `(\w+)` \| [A-Z]", (ROOT / "docs" / "arguments.md").read_text("utf-8"), re.MULTILINE))
VALUES = {word for words in WORDS.values() for word in words}
OTHER = {"Gallery", "ImageDefinition", "ImageVersion", "custom_timeouts", "compute-gallery:gallery", "az"}
"""Components, a resource option, the config's key, and the sign-in of `az`."""

COMMANDS = re.compile(r"(?:gallery|pulumi) |azure-native:")
PATH = re.compile(r"[A-Za-z]\w*(?:\[\])?(?:\.[A-Za-z]\w*(?:\[\])?)*")


def names(page: Path) -> Iterator[str]:
    """Yield the code in the columns that say what it is called here."""
    column, wanted, heading = -1, -1, False
    for token in MarkdownIt().enable("table").parse(page.read_text("utf-8")):
        if token.type in {"table_open", "table_close"}:
            column, wanted = -1, -1
        if token.type == "tr_open":
            column = -1
        if token.type in {"th_open", "td_open"}:
            column += 1
            heading = token.type == "th_open"
        if token.type == "inline" and column >= 0:
            if heading and token.content.lower().startswith(HERE):
                wanted = column
            elif not heading and column == wanted:
                yield from (part.content for part in token.children or () if part.type == "code_inline")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_names_are_arguments_outputs_or_commands(page: Path) -> None:
    """Each name of a column "Here" is an argument as the config spells it, one of its values, an output, a command."""
    found = list(names(page))
    assert len(found) > 20
    unknown = []
    for name in found:
        path = PATH.match(name)
        parts = set(path[0].replace("[]", "").split(".")) if path else {name}
        if name not in OTHER | OUTPUTS | VALUES and not COMMANDS.match(name) and not parts <= ARGUMENTS:
            unknown.append(name)
    assert unknown == []
