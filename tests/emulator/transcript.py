"""Conversations with a terminal in a page: fenced blocks marked `console`, with `$ ` before each command."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Command", "commands_of", "fenced", "run_commands"]

_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_END = "@@end of output@@"


@dataclass(frozen=True)
class Command:
    """One command, its continuation lines included, and what the terminal shows after it."""

    line: str
    output: str


def fenced(page: Path, language: str) -> list[str]:
    """Return the blocks of a language in the order of the page."""
    return [
        match["text"] for match in _FENCE.finditer(page.read_text(encoding="utf-8")) if match["language"] == language
    ]


def commands_of(page: Path) -> list[Command]:
    """Return the commands of all blocks marked `console`."""
    commands: list[Command] = []
    for block in fenced(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            length = next(number for number, line in enumerate(lines, 1) if not line.endswith("\\\n"))
            commands.append(Command("".join(lines[:length]).rstrip("\n"), "".join(lines[length:]).strip("\n")))
    return commands


def run_commands(lines: list[str], folder: Path, environment: dict[str, str]) -> list[str]:
    """Run command lines one after the other in one shell, and return what each showed on the terminal."""
    script = "exec 2>&1\n" + "".join(f"{line}\necho '{_END}'\n" for line in lines)
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False, timeout=900
    )
    return [output.strip("\n") for output in done.stdout.split(_END)[: len(lines)]]
