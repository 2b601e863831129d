"""Pulumi's engine, through its Automation API, for the stacks of one project folder.

`pulumi.automation` is imported here and only when an engine is asked for: it takes a second. Its PulumiCommand runs
the commands; its Stack asks the backend for outputs and history after each update, which is more than an update of a
small stack takes.
"""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.finding import Verdict
from compute_gallery_cli.fleet.engine_environment import engine_environment, is_unreadable_login
from compute_gallery_cli.fleet.engine_events import errors_in
from compute_gallery_cli.pulumi_checks import engine_finding

__all__ = ["CommandFailed", "Engine", "is_abandoned"]

LOCKED = "is currently locked by"
HOLDER = re.compile(r"(?P<lock>\S+): created by \S+?@(?P<host>\S+) \(pid (?P<pid>\d+)\) at \S+")
SIGN_IN = ("PULUMI_ACCESS_TOKEN", "pulumi login", "passphrase", "could not get cloud url", "credentials")
EXISTS = "already exists"


@dataclass(frozen=True, slots=True)
class CommandFailed(Exception):  # noqa: N818 it is caught at once, and is no error of the program
    """A command of the engine failed. `lines` are its errors, each on one line."""

    lines: tuple[str, ...]
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
        if is_unreadable_login(os.environ):
            self._environment = engine_environment(os.environ, Path.cwd(), self._login())

    def run(self, *arguments: str, on_line: Callable[[str], None] | None = None) -> str:
        """Run one command to its end, and return what it printed. Raises CommandFailed."""
        said: list[str] = []
        try:
            done = self._command.run(
                [*arguments, "--color", "never"], str(self._folder), self._environment, on_line, said.append
            )
        except self._failed as error:
            text = "\n".join(said)
            lines = tuple(" ".join(line.split()) for line in errors_in(said))
            raise CommandFailed(lines, LOCKED in text or "[409]" in text, text or str(error)) from error
        return str(done.stdout)

    def _login(self) -> str | None:
        """Ask Pulumi where `pulumi login` keeps the state; None where it cannot tell, as the next command will say."""
        try:
            return str(json.loads(self.run("whoami", "--json")).get("url") or "") or None
        except (CommandFailed, ValueError, AttributeError):
            return None

    def stacks(self) -> set[str]:
        """Return the names of the project's stacks. Raises GalleryError where the backend cannot be asked."""
        try:
            listed = json.loads(self.run("stack", "ls", "--output", "json"))
        except CommandFailed as failed:
            line = "; ".join(failed.lines) or failed.text
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
            self.run("stack", "import", "--stack", stack, "--file", str(file))
        finally:
            file.unlink()

    def unlock(self, stack: str) -> None:
        """Release the lock of a run that has ended. Raises CommandFailed."""
        self.run("cancel", "--yes", "--stack", stack)


def is_abandoned(failed: CommandFailed) -> bool:
    """Tell whether every run that has locked a stack was on this machine and is no longer alive.

    A state in a bucket is shared with machines that may have the same name, and other processes.
    """
    holders = list(HOLDER.finditer(failed.text))
    return bool(holders) and all(
        holder["lock"].startswith("file://")
        and holder["host"] == socket.gethostname()
        and not is_alive(int(holder["pid"]))
        for holder in holders
    )


def is_alive(process: int) -> bool:
    """Tell whether a process runs. One that has ended while its parent has not looked (a zombie) does not.

    Zombies of killed runs stay in containers, whose first process is often none that waits for others'.
    """
    if sys.platform == "win32":
        return True  # there, the question below would interrupt the process
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not status.rpartition(")")[2].lstrip().startswith("Z")
