"""The commands that the pages show: targets, commands and options that there are."""

import importlib.util
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import typer

from compute_gallery_cli.__main__ import APP
from tests.docs.pages import ROOT, Block, blocks, pages

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
BLOCKS = [block for page in pages() for block in blocks(page) if block.language in {"console", "sh"}]

OF_OTHERS = {
    *("az", "cd", "cp", "curl", "dotnet", "eval", "export", "gh", "git", "go"),
    *("ls", "mkdir", "npm", "npx", "packer", "pip", "rm", "sha256sum", "unset"),
}
"""Programs of others that a reader is asked to run. What the guide gives to `az` is run by a test of its own."""

SUBCOMMANDS = {
    "gallery-emulator": {"serve"},
    "pulumi": {
        *("cancel", "config", "destroy", "import", "install", "login", "new", "package", "plugin", "policy"),
        *("preview", "refresh", "stack", "state", "up"),
    },
    "terraform": {"apply", "plan", "state"},
}


def commands(block: Block) -> Iterator[list[str]]:
    """Yield the words of each command of a block; in a transcript those after the prompt."""
    for line in block.text.replace("\\\n", " ").splitlines():
        shown = line.removeprefix("$ ") if block.language == "console" else line
        if block.language == "sh" or line.startswith("$ "):
            lexer = shlex.shlex(shown, posix=True, punctuation_chars=";&|")
            lexer.whitespace_split = True
            yield from simple(list(lexer))


def simple(words: list[str]) -> Iterator[list[str]]:
    """Yield the simple commands of a line, without the variables that are set for one."""
    command: list[str] = []
    for word in [*words, ";"]:
        if re.fullmatch(r"[;&|]+", word):
            if command:
                yield command
            command = []
        elif command or not re.fullmatch(r"[A-Z_]+=.*", word):
            command.append(word)


def of_make(words: list[str]) -> None:
    """A target that the Makefile has, or a variable that it reads."""
    for word in words:
        name, equals, _ = word.partition("=")
        there = f"$({name})" in MAKEFILE if equals else re.search(rf"^{re.escape(name)}:", MAKEFILE, re.MULTILINE)
        assert there or word.startswith("-"), f"make {word}"


@cache
def gallery_options() -> Mapping[str, frozenset[str]]:
    """The options of each command of `gallery`, and of the commands of a command: "fleet plan"."""
    root: Any = typer.main.get_command(APP)
    inner = {
        f"{name} {below}": command
        for name, group in root.commands.items()
        for below, command in getattr(group, "commands", {}).items()
    }
    return {
        name: frozenset(option for one in command.params for option in [*one.opts, *one.secondary_opts]) | {"--help"}
        for name, command in {**root.commands, **inner}.items()
    }


def of_gallery(words: list[str]) -> None:
    """A command of `gallery`, with options that it has."""
    name, *given = words
    if given and f"{name} {given[0]}" in gallery_options():
        name = f"{name} {given.pop(0)}"
    for word in given:
        assert not word.startswith("-") or word in gallery_options()[name], f"gallery {name} {word}"


def of_python(words: list[str]) -> None:
    """A module that there is."""
    assert words[0] != "-m" or importlib.util.find_spec(words[1]), words[1]


CHECKS: Mapping[str, Callable[[list[str]], None]] = {"gallery": of_gallery, "make": of_make, "python": of_python}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_commands_are_there(block: Block) -> None:
    """Each command of a page is a target, a command of this project with options that it has, or a known program's."""
    for name, *words in commands(block):
        program = name.removeprefix(".venv/bin/")
        if program in CHECKS:
            CHECKS[program](words)
        elif program in SUBCOMMANDS:
            assert words[0] in SUBCOMMANDS[program], f"{program} {words[0]}"
        else:
            assert program in {*OF_OTHERS, ".ci/run"}, program


def test_a_command_that_is_not_there_is_seen() -> None:
    """A target, a command, an option or a module that does not exist is found."""
    for check, words in ((of_make, ["upp"]), (of_make, ["up", "PROT=1"]), (of_gallery, ["watch", "--slow"])):
        with pytest.raises(AssertionError):
            check(words)
    with pytest.raises(KeyError):
        of_gallery(["look", "--slow"])


def test_lines_are_taken_apart() -> None:
    """A line is taken apart at ;, && and | outside quotes; variables before a command are left out."""
    line = "A=1 make up PORT=2 && cd 'a && b'; echo \"x | y\" | cat"
    block = Block(ROOT, 1, "sh", f"{line}\n# no command\n")
    assert list(commands(block)) == [["make", "up", "PORT=2"], ["cd", "a && b"], ["echo", "x | y"], ["cat"]]
