"""Pulumi's engine, through its Automation API, for the stacks of one project folder.

`pulumi.automation` is imported here and only when an engine is asked for: it takes a second. Its PulumiCommand runs
the commands; its Stack asks the backend for outputs and history after each update, which is more than an update of a
small stack takes.
"""

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.finding import Verdict
from compute_gallery_cli.fleet.engine_environment import (
    engine_environment,
    is_unreadable_login,
    pulumi_home,
    state_folder,
)
from compute_gallery_cli.fleet.engine_events import errors_in
from compute_gallery_cli.fleet.own_locks import OwnLocks
from compute_gallery_cli.fleet.project import PROJECT
from compute_gallery_cli.pulumi_checks import engine_finding

__all__ = ["CommandFailed", "Engine"]

LOCKED = "is currently locked by"
SIGN_IN = ("PULUMI_ACCESS_TOKEN", "pulumi login", "passphrase", "could not get cloud url", "credentials")
EXISTS = "already exists"


@dataclass(eq=False, slots=True)
class CommandFailed(Exception):  # noqa: N818 it is caught at once, and is no error of the program
    """A command of the engine failed."""

    lines: tuple[str, ...]
    """Its errors, each on one line; there is always one."""
    is_locked: bool
    """Whether another run has the stack."""
    text: str
    """All of its words."""


class Engine:
    """Runs commands in one folder."""

    def __init__(self, folder: Path) -> None:
        """Find the engine. Raises GalleryError where there is none, or one that is too old.

        What the caller's environment names relative to the folder that it is in stays there.
        """
        from pulumi import automation  # noqa: PLC0415 see above

        self._folder = folder
        self._failed = automation.CommandError
        advice = "Install it (https://www.pulumi.com/docs/install), or run `make engine` in a checkout"
        try:
            self._command = automation.PulumiCommand()
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise GalleryError(f"pulumi is not on PATH, or does not run. {advice}.", ExitStatus.FAILED) from error
        except automation.InvalidVersionError as error:
            raise GalleryError(f"{error} {advice}.", ExitStatus.FAILED) from error
        # It has no version only where somebody has switched its check off.
        if (version := self._command.version) is not None:
            found = engine_finding(self._command.command, str(version))
            if found.verdict is Verdict.FAILURE:
                raise GalleryError(f"{found.text}: {found.advice}.", ExitStatus.FAILED)
        self._environment = engine_environment(os.environ, Path.cwd())
        self._locks = self._own_locks()
        if is_unreadable_login(os.environ):
            self._environment = engine_environment(os.environ, Path.cwd(), self._login())
            self._locks = self._own_locks()

    def run(self, *arguments: str, on_line: Callable[[str], None] | None = None, locks: str | None = None) -> str:
        """Run one command to its end, and return what it printed. Raises CommandFailed.

        `on_line` is given each line as it comes; `locks` is the stack that the command locks.
        """
        said: list[str] = []
        printed: list[str] = []
        command = [*arguments, "--color", "never"]
        hear = on_line or printed.append
        try:
            with self._locks.noted(locks) if locks else nullcontext():
                done = self._command.run(command, str(self._folder), self._environment, hear, said.append)
        except self._failed as error:
            text = "\n".join(said)
            lines = tuple(" ".join(line.split()) for line in errors_in(said) or errors_in(printed))
            mute = f"`pulumi {arguments[0]}` failed, and did not say why"
            raise CommandFailed(lines or (mute,), LOCKED in text or "[409]" in text, text) from error
        return str(done.stdout)

    def _login(self) -> str | None:
        """Ask Pulumi where `pulumi login` keeps the state; None where it cannot tell, as the next command will say."""
        try:
            return str(json.loads(self.run("whoami", "--json")).get("url") or "") or None
        except (CommandFailed, ValueError, AttributeError):
            return None

    def _own_locks(self) -> OwnLocks:
        """Return the locks of this project's stacks, where the engine keeps them."""
        variables = {**os.environ, **self._environment}
        return OwnLocks.of(PROJECT, state_folder(variables), pulumi_home(variables))

    def stacks(self) -> set[str]:
        """Return the names of the project's stacks. Raises GalleryError where the backend cannot be asked."""
        try:
            listed = json.loads(self.run("stack", "ls", "--output", "json"))
        except CommandFailed as failed:
            line = "; ".join(failed.lines)
            is_sign_in = any(word in line for word in SIGN_IN)
            status = ExitStatus.SIGN_IN if is_sign_in else ExitStatus.FAILED
            advice = " Run `pulumi login`, or set PULUMI_BACKEND_URL." if is_sign_in else ""
            raise GalleryError(f"Pulumi's backend: {line.rstrip('.')}.{advice}", status) from failed
        except ValueError as error:
            raise GalleryError("Pulumi's backend: its list of stacks cannot be read.", ExitStatus.FAILED) from error
        return {str(each.get("name", "")).rpartition("/")[2] for each in listed}

    def create(self, stack: str, settings: Mapping[str, Any]) -> None:
        """Make a stack, unless somebody else has made it meanwhile, and is at work on it. Raises CommandFailed."""
        provider = settings.get("secretsprovider")
        options = ("--secrets-provider", str(provider)) if provider else ()
        try:
            self.run("stack", "init", stack, "--no-select", *options)
        except CommandFailed as failed:
            if EXISTS not in failed.text and not failed.is_locked:
                raise

    def exported(self, stack: str) -> dict[str, Any]:
        """Return a stack's state. Raises CommandFailed."""
        state: dict[str, Any] = json.loads(self.run("stack", "export", "--stack", stack))
        return state

    def replace_state(self, stack: str, state: Mapping[str, Any]) -> None:
        """Put a state in the place of a stack's own. Raises CommandFailed."""
        file = self._folder / f"{stack}.state.json"
        file.write_text(json.dumps(state), encoding="utf-8")
        try:
            self.run("stack", "import", "--stack", stack, "--file", str(file), locks=stack)
        finally:
            file.unlink()

    def released(self, stack: str, failed: CommandFailed) -> bool:
        """Release the lock that has stopped a command, if it is of a killed run; tell whether."""
        return failed.is_locked and self._locks.released(stack, failed.text)
