"""The first things that somebody types."""

import pytest

from compute_gallery_cli.__main__ import COMMANDS
from tests.cli.gallery_command import gallery

NAMES = [name for _, name, _ in COMMANDS]


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_every_command(arguments: list[str]) -> None:
    """Without arguments too there is help, on standard output, and that is no failure."""
    done = gallery(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_and_json(name: str) -> None:
    """Each says what it does in plain letters where nothing else can be shown, and has --json."""
    done = gallery(name, "--help", PYTHONIOENCODING="ascii", NO_COLOR="1", COLUMNS="60")
    assert done.returncode == 0, done.stderr
    assert "--json" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(("words", "word", "offered"), [("gallery wa", 1, "watch"), ("gallery next --c", 2, "--cloud")])
def test_shell_completes_commands_and_options(words: str, word: int, offered: str) -> None:
    """What the shell asks for with `--install-completion` is answered."""
    done = gallery(COMP_WORDS=words, COMP_CWORD=str(word), _GALLERY_COMPLETE="complete_bash")
    assert offered in done.stdout.split()
