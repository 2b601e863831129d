"""What comes of a command of the engine that fails, with a `pulumi` that says what the test wants."""

import shlex
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from compute_gallery_cli.fleet.engine import CommandFailed, Engine

Told = Callable[[str, str], CommandFailed]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return what comes of a command that prints so much on its two streams, and fails."""

    def run(out: str, errors: str) -> CommandFailed:
        script = (
            "#!/bin/sh",
            '[ "$1" = version ] && echo v3.259.0 && exit',
            f"printf %s {shlex.quote(out)}; printf %s {shlex.quote(errors)} >&2; exit 255",
        )
        command = tmp_path / "pulumi"
        command.write_text("\n".join(script))
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
        monkeypatch.setenv("PULUMI_BACKEND_URL", f"file://{tmp_path}")
        with pytest.raises(CommandFailed) as failed:
            Engine(tmp_path).run("state", "move", locks="a")
        return failed.value

    return run


@pytest.mark.parametrize(
    ("out", "errors", "lines"),
    [
        ("moved", "warning: w\nerror: no  stack\nhelp", ("no stack",)),
        ("reading\nerror: 401", "", ("401",)),
        ("", "panic: x", ("panic: x",)),
        ("", "", ("`pulumi state` failed, and did not say why",)),
    ],
)
def test_there_is_always_a_line_that_says_why(told: Told, out: str, errors: str, lines: tuple[str, ...]) -> None:
    """The engine's errors, wherever it has printed them, else its last line, else that it said nothing."""
    assert told(out, errors).lines == lines


def test_lock_is_told_apart(told: Told) -> None:
    """A command that another run keeps from the stack is known by its words."""
    assert told("", "error: the stack is currently locked by 1 lock(s)").is_locked
    assert not told("", "error: 401").is_locked


def test_failure_passes_through_contexts() -> None:
    """Python notes in an error where it came through; one that refuses that would be told as another error."""

    @contextmanager
    def context() -> Generator[None]:
        yield

    with pytest.raises(CommandFailed), context():
        raise CommandFailed(("401",), is_locked=False, text="401")
