"""Runs Pulumi on the local stack, and clears what an interrupted run left behind."""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.engine.obtain import Engine
from tools.local.folder import LocalError, LocalFolder

__all__ = ["Stack"]


class Stack:
    """The stack `local` of one project folder, on the file backend of a local folder."""

    NAME = "local"

    def __init__(self, engine: Engine, project: Path, environment: Mapping[str, str]) -> None:
        self._command = engine.command
        self._project = project
        self._environment = {**os.environ, **environment}

    def select(self) -> None:
        """Create the stack unless it is there. Raises LocalError."""
        if not self._quiet("stack", "select", "--create", self.NAME):
            raise LocalError("the stack cannot be opened; `make down` starts over: " + self._last_words)

    def unlock(self, folder: LocalFolder) -> None:
        """Release the locks of runs on this machine that are no longer alive."""
        for lock in folder.state.glob(".pulumi/locks/**/*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError):
                os.kill(json.loads(lock.read_text())["pid"], 0)
                continue
            lock.unlink(missing_ok=True)

    def finish_interrupted(self) -> None:
        """Take over what an interrupted run had begun to create, as it now is in the emulator."""
        exported = self._output("stack", "export", "--stack", self.NAME)
        pending = json.loads(exported or "{}").get("deployment", {}).get("pending_operations") or []
        if pending:
            self._run("refresh", "--stack", self.NAME, "--yes", "--skip-preview", "--run-program")

    def up(self, *options: str) -> bool:
        """Run `pulumi up` with a preview before it; whether it succeeded."""
        return self._run("up", "--stack", self.NAME, "--yes", "--non-interactive", *options) == 0

    def outputs(self) -> dict[str, object]:
        """The stack's outputs."""
        outputs = json.loads(self._output("stack", "output", "--json", "--stack", self.NAME) or "{}")
        return outputs if isinstance(outputs, dict) else {}

    def changed_nothing(self) -> bool:
        """Whether the last update found everything as declared."""
        updates = json.loads(
            self._output("stack", "history", "--json", "--page-size", "1", "--stack", self.NAME) or "[]"
        )
        return bool(updates) and set(updates[0].get("resourceChanges") or {}) <= {"same"}

    def _run(self, *arguments: str) -> int:
        """Run a command in the foreground. Ctrl-C reaches Pulumi too, which ends in good order: wait for it."""
        with (
            heard_by_children_only(),
            subprocess.Popen([self._command, *arguments], cwd=self._project, env=self._environment) as process,
        ):
            return process.wait()

    def _quiet(self, *arguments: str) -> bool:
        answer = subprocess.run(
            [self._command, *arguments],
            cwd=self._project,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self._last_words = answer.stderr.strip().replace("\n", " ")
        self._answer = answer.stdout
        return answer.returncode == 0

    def _output(self, *arguments: str) -> str:
        return self._answer if self._quiet(*arguments) else ""


@contextlib.contextmanager
def heard_by_children_only() -> Iterator[None]:
    """Leave Ctrl-C to the processes started meanwhile."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
