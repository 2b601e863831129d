"""One operation on one stack: it is made where it is new, unlocked and repaired where a run of it was killed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from compute_gallery_cli.fleet.engine import CommandFailed, Engine
from compute_gallery_cli.fleet.engine_events import EngineEvents
from compute_gallery_cli.fleet.interrupted import is_begun, take_over
from compute_gallery_cli.fleet.outcome import Outcome, State
from compute_gallery_cli.fleet.project import PROJECT, write_stack
from compute_gallery_cli.fleet.side_by_side import Stop
from compute_gallery_cli.fleet.splitting import FleetStack

__all__ = ["StackRuns"]

COMMANDS = {
    "preview": ("preview",),
    "up": ("up", "--yes", "--skip-preview"),
    "preview destroy": ("destroy", "--preview-only", "--run-program"),
    "destroy": ("destroy", "--yes", "--skip-preview", "--run-program"),
}
GO_ON = ("--continue-on-error",)
MUTE = ("--json", "--suppress-outputs")


@dataclass(frozen=True, slots=True)
class StackRuns:
    """Runs operations, for as many stacks at a time as somebody asks for."""

    engine: Engine
    folder: Path
    existing: set[str]
    """The stacks that are there; what is made here is added."""
    stop: Stop
    note: Callable[[str, str], None]
    """Says something of a stack that is at work."""
    options: Sequence[str] = ()
    """More arguments for each preview, update and destroy."""
    goes_on: bool = False
    """Whether the engine goes on with what does not depend on a failure."""

    def make(self, stack: FleetStack) -> None:
        """Make a stack that is not there yet, and write its config. Raises CommandFailed."""
        write_stack(self.folder, stack)
        if stack.name not in self.existing:
            self.engine.create(stack.name, stack.fleet.settings)
            self.existing.add(stack.name)
            write_stack(self.folder, stack)  # Pulumi has written it anew

    def run(self, stack: FleetStack, operation: str, step: Callable[[], None]) -> Outcome:
        """Run a preview, up, or destroy; whatever happens is told in the outcome."""
        try:
            self.make(stack)
            outcome = self._attempt(stack, operation, step)
            if outcome.operation == "preview" and outcome.state is State.UNCHANGED:
                # The engine does not say so in a preview: what a killed run has deleted would be taken for there.
                outcome.is_interrupted = is_begun(self.engine.exported(stack.name))
                outcome.state = State.TO_DO if outcome.is_interrupted else State.UNCHANGED
            if outcome.is_interrupted and operation in ("up", "destroy") and not self.stop.is_interrupted:
                take_over(
                    self.engine,
                    stack.name,
                    stack.fleet.subscription,
                    wait_for=self.stop.wait,
                    note=lambda text: self.note(stack.name, text),
                )
                outcome = self._attempt(stack, operation, step)
        except CommandFailed as failed:
            outcome = failure(stack.name, operation, reasons(stack.name, failed))
        except Exception as error:  # noqa: BLE001 whatever it is, the others are waited for and told of
            outcome = failure(stack.name, operation, (f"{type(error).__name__}: {' '.join(str(error).split())}",))
        return outcome

    def _attempt(self, stack: FleetStack, operation: str, step: Callable[[], None]) -> Outcome:
        """Run a command; once more where the stack was locked by a run that has ended."""
        outcome = Outcome(stack.name, operation.partition(" ")[0])
        options = (*MUTE, *self.options, *(GO_ON if self.goes_on and operation in ("up", "destroy") else ()))
        command = (*COMMANDS[operation], "--stack", stack.name, *options)
        locks = None if outcome.operation == "preview" else stack.name
        try:
            try:
                self.engine.run(*command, on_line=EngineEvents(outcome, step), locks=locks)
            except CommandFailed as failed:
                if not self.engine.released(stack.name, failed):
                    raise
                self.engine.run(*command, on_line=EngineEvents(outcome, step), locks=locks)
        except CommandFailed as failed:
            outcome.state = State.FAILED
            if failed.is_locked or not any(one.severity == "error" for one in outcome.told):
                for line in reasons(stack.name, failed):
                    outcome.tell("error", line)
        else:
            if "destroy" in operation:
                outcome.changes["unchanged"] = 0  # what the program declares while all of it goes
            changed = State.TO_DO if outcome.operation == "preview" else State.DONE
            outcome.state = changed if outcome.has_changes else State.UNCHANGED
        return outcome


def failure(stack: str, operation: str, lines: Sequence[str]) -> Outcome:
    """Return what came of a stack that failed before its engine could say so."""
    outcome = Outcome(stack, operation, State.FAILED)
    for line in lines:
        outcome.tell("error", line)
    return outcome


def reasons(stack: str, failed: CommandFailed) -> Sequence[str]:
    """Return why a command has failed."""
    return (locked(stack, failed.text),) if failed.is_locked else failed.lines


def locked(stack: str, text: str) -> str:
    """Say whose run has a stack."""
    holder = next((line.partition("created by ")[2] for line in text.splitlines() if "created by " in line), "")
    by = f" by {holder.strip()}" if holder else ""
    whole = f"{'organization' if holder else 'ORGANIZATION'}/{PROJECT}/{stack}"
    return f"locked by another run{by}. Wait for it; where it is gone, `pulumi cancel --stack {whole}`."
