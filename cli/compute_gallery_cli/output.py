"""What is printed: JSON, or what rich draws."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

__all__ = ["console", "counted", "print_json", "print_json_line", "say"]


WIDTH_OF_A_FILE = 130
"""Columns of a table where there is no terminal to ask."""


def console() -> Console:
    """Return standard output."""
    made = Console(highlight=False, markup=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = WIDTH_OF_A_FILE
    return made


def print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print JSON for a person and for a program."""
    sys.stdout.write(f"{json.dumps(value, indent=2, ensure_ascii=False)}\n")


def print_json_line(value: Mapping[str, Any]) -> None:
    """Print JSON on one line, and at once."""
    sys.stdout.write(f"{json.dumps(value, ensure_ascii=False)}\n")
    sys.stdout.flush()


def counted(counts: Mapping[str, int]) -> str:
    """Write how much there is of each, under its plural: "1 definition, 2 versions"."""
    return ", ".join(f"{count:,} {name if count != 1 else name[:-1]}" for name, count in counts.items())


def say(text: str) -> None:
    """Print one line, and at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
