"""The stacks of a fleet, in order: galleries first, what is in them side by side; the other way round to destroy.

What is made from versions of another fleet comes after those.
"""

import contextlib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from compute_gallery_cli.fleet.order import steps, waits_for
from compute_gallery_cli.fleet.outcome import COLUMNS, Outcome, State
from compute_gallery_cli.fleet.progress_view import ProgressView
from compute_gallery_cli.fleet.side_by_side import Stop, side_by_side
from compute_gallery_cli.fleet.splitting import FleetStack
from compute_gallery_cli.fleet.stack_run import StackRuns

__all__ = ["Deployment", "is_to_do", "to_do"]


@dataclass
class Deployment:
    """One operation on a fleet, in two steps: its preview, and the operation itself."""

    runs: StackRuns
    stacks: Sequence[FleetStack]
    operation: str
    """up or destroy."""
    parallel: int
    view: ProgressView
    goes_on: bool
    """Whether a failed stack stops no other."""
    stop: Stop

    def preview(self) -> dict[str, Outcome]:
        """Preview every stack, whatever becomes of the others: all findings come in one run."""
        operation = "preview" if self.operation == "up" else f"preview {self.operation}"
        found: dict[str, Outcome] = {}
        with self.view.of("preview", len(self.stacks)):
            for stacks in self._in_order():
                found |= self._work(stacks, operation, {}, goes_on=True)
        return found

    def carry_out(self, previews: dict[str, Outcome]) -> dict[str, Outcome]:
        """Do it, on the stacks whose preview shows a change; on all where there is no preview.

        Where a gallery's stack has failed, the stacks of that gallery are left out.
        """
        found = dict(previews)
        chosen = [stack for stack in self.stacks if is_to_do(previews.get(stack.name))]
        first, *later = in_order = self._in_order()
        with self.view.of(self.operation, len(chosen)):
            for stacks in in_order:
                failed = {name for name, outcome in found.items() if is_failed(outcome)}
                blocked = {stack.fleet.prefix for stack in self.stacks if blocks(stack, self.operation, failed)}
                begun = [one for one in stacks if one in chosen and one.fleet.prefix not in blocked]
                to_come = [one for step in later for one in step if one in chosen] if stacks is first else []
                with self._made_meanwhile(to_come):
                    found |= self._work(begun, self.operation, previews, goes_on=self.goes_on)
                left = [one for one in stacks if one in chosen and one not in begun]
                found |= {one.name: Outcome(one.name, self.operation, State.LEFT_OUT) for one in left}
        return found

    @contextmanager
    def _made_meanwhile(self, stacks: Sequence[FleetStack]) -> Generator[None]:
        """Make stacks that are new while others are at work: a gallery leaves time, and its stacks wait for it."""
        is_over = Event()

        def make() -> None:
            for stack in stacks:
                if is_over.is_set() or self.stop:
                    break
                with contextlib.suppress(Exception):  # its own run tries again, and tells
                    self.runs.make(stack)

        thread = Thread(target=make)
        if self.operation == "up" and self.parallel > 1:
            thread.start()
        try:
            yield
        finally:
            is_over.set()
            if thread.ident:
                thread.join()

    def _in_order(self) -> list[list[FleetStack]]:
        """Return the stacks that may be at work side by side, step by step."""
        galleries = [stack for stack in self.stacks if stack.is_of_gallery]
        others = [stack for stack in self.stacks if not stack.is_of_gallery]
        in_order = [galleries, *steps(others, waits_for(others))]
        return in_order[::-1] if self.operation == "destroy" else in_order

    def _work(
        self, stacks: Sequence[FleetStack], operation: str, previews: dict[str, Outcome], *, goes_on: bool
    ) -> dict[str, Outcome]:
        """Run an operation on stacks side by side."""

        def work(stack: FleetStack) -> Outcome:
            preview = previews.get(stack.name)
            with self.view.at_work(stack.name, sum(preview.changes.values()) if preview else None) as step:
                return self.runs.run(stack, operation, step)

        outcomes = side_by_side(
            stacks, work, parallel=self.parallel, stop=self.stop, goes_on=goes_on, ended=self.view.ended
        )
        return {outcome.stack: outcome for outcome in outcomes}


def is_to_do(preview: Outcome | None) -> bool:
    """Tell whether a stack is to be worked on after its preview."""
    return preview is None or preview.state is State.TO_DO


def is_failed(outcome: Outcome) -> bool:
    """Tell whether a stack is not where it should be."""
    return outcome.state in (State.FAILED, State.LEFT_OUT)


def blocks(stack: FleetStack, operation: str, failed: set[str]) -> bool:
    """Tell whether a failed stack keeps the others of its gallery from being worked on.

    Definitions need their gallery, and a gallery that has definitions cannot be deleted.
    """
    return stack.name in failed and stack.is_of_gallery is (operation == "up")


def to_do(previews: dict[str, Outcome]) -> str:
    """Say what all stacks together are about to change."""
    total = {name: sum(one.changes[name] for one in previews.values() if is_to_do(one)) for name in COLUMNS[:-1]}
    return ", ".join(f"{number:,} to {name}" for name, number in total.items() if number)
