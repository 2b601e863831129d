"""The guards' pages: current, with the guards' own words, and one for everything that a guard refuses."""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from compute_gallery_rules import finding, published
from tools.generated.files import ROOT, outdated
from tools.guard_pages.__main__ import PATTERNS, files
from tools.guard_pages.examples import message
from tools.guard_pages.guards import GUARDS

JUDGES = ("deletion", "published_change", "published_disks", "published_places")
INDEX = (ROOT / "docs" / "guards.md").read_text("utf-8")


def test_pages_are_current() -> None:
    """docs/guards is as the guards' table and the guards themselves make it."""
    assert outdated(files(), PATTERNS) == [], "run `make docs`"


@pytest.mark.parametrize("name", GUARDS)
def test_page_says_what_the_guard_says(name: str) -> None:
    """Each example is refused, and the page shows the refusal word by word; the index links to it."""
    page = files()[f"docs/guards/{name}.md"]
    for example in GUARDS[name].examples:
        told = message(example)
        assert told
        assert f"{example.what}:\n\n```text\n{told}\n```\n" in page
    assert f"](guards/{name}.md)" in INDEX


def test_index_quotes_the_guards() -> None:
    """What the index says that a message says, stands in a message of that page."""
    for row in (line for line in INDEX.splitlines() if "](guards/" in line):
        _, _, quoted, _, link, _ = (cell.strip() for cell in row.split("|"))
        told = "\n".join(message(example) for example in GUARDS[link.split("]")[0].strip("[")].examples)
        assert quoted.strip("`") in told


def refusals() -> Iterator[tuple[str, int, int]]:
    """Every place in the guards' judges where a problem is made: module, first line, last line."""
    for name in JUDGES:
        module = importlib.import_module(f"{published.__name__}.{name}")
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
                yield name, node.lineno, node.end_lineno or node.lineno


def test_everything_that_a_guard_refuses_is_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place where the judges make a problem is reached by an example of a page."""
    reached: list[tuple[str, int]] = []

    def recorded(*args: object, **more: object) -> finding.Problem:
        caller = sys._getframe(1)
        reached.append((caller.f_globals["__name__"].rpartition(".")[2], caller.f_lineno))
        return finding.Problem(*args, **more)  # type: ignore[arg-type]

    for name in JUDGES:
        monkeypatch.setattr(f"{published.__name__}.{name}.Problem", recorded)
    for guard in GUARDS.values():
        for example in guard.examples:
            message(example)
    missed = [
        place
        for place in refusals()
        if not any(module == place[0] and place[1] <= line <= place[2] for module, line in reached)
    ]
    assert missed == []


def test_what_is_left_alone_is_not_refused() -> None:
    """The guards have nothing to say of an operation that changes nothing."""
    for guard in GUARDS.values():
        for example in guard.examples:
            if example.operation == "update":
                assert message(type(example)("", "update", example.old, example.old, example.kind)) == ""
