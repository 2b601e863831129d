"""Runs Pulumi on the local stack, and clears what an interrupted run left behind."""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from compute_gallery_cli.recovered_state import recovered_state
from tools.engine.obtain import Engine
from tools.local.folder import LocalError, LocalFolder
from tools.local.pending import await_end

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
        answer = self._ask("stack", "select", "--create", self.NAME)
        if answer.returncode:
            said = answer.stderr.strip().replace("\n", " ")
            raise LocalError(f"the stack cannot be opened; `make down` starts over: {said}")

    def unlock(self, folder: LocalFolder) -> None:
        """Release the locks of runs on this machine that are no longer alive."""
        for lock in folder.state.glob(".pulumi/locks/**/*.json"):
            if not is_held(lock):
                lock.unlink(missing_ok=True)

    def finish_interrupted(self, emulator: str) -> None:
        """Take over what a killed run had begun to create, as it now is in the emulator. Raises LocalError."""
        exported = self._answer("stack", "export", otherwise={})
        deployment = exported.get("deployment") or {}
        if not deployment.get("pending_operations"):
            return
        recovered, _, _ = recovered_state(exported, self._environment["ARM_SUBSCRIPTION_ID"])
        known = deployment.get("resources") or ()
        await_end([one for one in recovered["deployment"]["resources"] if one not in known], emulator)
        recovered["deployment"].pop("pending_operations", None)
        taken = self._ask("stack", "import", "--stack", self.NAME, text=json.dumps(recovered))
        options = ("--yes", "--non-interactive", "--skip-preview")
        if taken.returncode or self._run("refresh", "--stack", self.NAME, *options):
            said = taken.stderr.strip().replace("\n", " ")
            raise LocalError(f"the interrupted run cannot be taken up; `make down` starts over: {said}")

    def up(self, *options: str) -> bool:
        """Run `pulumi up` with a preview before it; whether it succeeded."""
        return self._run("up", "--stack", self.NAME, "--yes", "--non-interactive", *options) == 0

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        outputs: dict[str, Any] = self._answer("stack", "output", "--json", otherwise={})
        return outputs

    def changed_nothing(self) -> bool:
        """Whether the last update found everything as declared."""
        updates = self._answer("stack", "history", "--json", "--page-size", "1", otherwise=[])
        return bool(updates) and set(updates[0].get("resourceChanges") or {}) <= {"same"}

    def _run(self, *arguments: str) -> int:
        """Run a command in the foreground. Ctrl-C reaches Pulumi too, which ends in good order: wait for it."""
        with (
            heard_by_children_only(),
            subprocess.Popen([self._command, *arguments], cwd=self._project, env=self._environment) as process,
        ):
            return process.wait()

    def _ask(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in the background, with a text on its standard input."""
        return subprocess.run(
            [self._command, *arguments],
            cwd=self._project,
            env=self._environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    def _answer(self, *arguments: str, otherwise: Any) -> Any:  # noqa: ANN401 whatever JSON a command prints
        """What a command prints about the stack, read as JSON; something else where it fails."""
        answer = self._ask(*arguments, "--stack", self.NAME)
        return otherwise if answer.returncode else json.loads(answer.stdout)


def is_held(lock: Path) -> bool:
    """Whether the process that wrote a lock is alive; a lock that cannot be read is nobody's."""
    try:
        os.kill(json.loads(lock.read_text())["pid"], 0)
    except (FileNotFoundError, KeyError, ProcessLookupError, TypeError, ValueError):
        return False
    except PermissionError:
        return True
    return True


@contextlib.contextmanager
def heard_by_children_only() -> Iterator[None]:
    """Leave Ctrl-C to the processes started meanwhile."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
