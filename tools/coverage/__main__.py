"""Write docs/coverage.md: for each row of the source document, the tests whose docstrings name it."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.coverage.rows import ROWS

__all__ = ["page"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "coverage.md"
HEAD = """\
# What the source document asks, and which test shows it

The document walks through creating an image definition and an image version in Azure China. Each row below is one
thing that it asks for. This page is made from the tests' docstrings by `make docs`; a test compares it with them.
"""


def rows_named(text: str) -> set[str]:
    """The rows that a docstring names: S7, S8 or S2 to S6."""
    named = set(re.findall(r"\bS\d{1,2}\b", text))
    for first, last in re.findall(r"\bS(\d{1,2}) to S(\d{1,2})\b", text):
        named.update(f"S{number}" for number in range(int(first), int(last) + 1))
    return named & ROWS.keys()


def tests() -> Iterator[tuple[str, set[str]]]:
    """Every test function with the rows that its docstring names."""
    for module in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield f"{module.relative_to(ROOT)}::{node.name}", rows_named(ast.get_docstring(node) or "")


def page() -> str:
    """The page as it should be. Raises LookupError when a row has no test."""
    found = list(tests())
    lines = [HEAD]
    for row, asked in ROWS.items():
        shown = [name for name, rows in found if row in rows]
        if not shown:
            raise LookupError(f"{row} has no test")
        lines.append(f"## {row}: {asked}\n")
        lines.extend(f"- `{name}`" for name in shown)
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} is current\n")
