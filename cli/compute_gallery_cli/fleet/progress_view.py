"""How far the stacks are: bars on a terminal, lines elsewhere, nothing for --json."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from compute_gallery_cli.fleet.outcome import Outcome, words
from compute_gallery_cli.output import console, say

__all__ = ["ProgressView"]

LONGEST_NAME = 40


class ProgressView:
    """Shows the stacks at work, and says of each what came of it."""

    def __init__(self, names: list[str], *, is_silent: bool) -> None:
        """`names` are all that may be shown; they are put below each other."""
        self._width = min(LONGEST_NAME, max(map(len, names), default=0))
        self._is_silent = is_silent
        self._progress: Progress | None = None
        self._total: TaskID | None = None
        self._lock = Lock()

    @contextmanager
    def of(self, title: str, count: int) -> Generator[None]:
        """Show the work on so many stacks."""
        shown = console()
        if self._is_silent or not shown.is_terminal:
            yield
            return
        with bars(shown) as self._progress:
            self._total = self._progress.add_task(title, total=count)
            try:
                yield
            finally:
                self._progress.remove_task(self._total)
        self._progress = self._total = None

    @contextmanager
    def at_work(self, stack: str, resources: int | None) -> Generator[Callable[[], None]]:
        """Show a stack, and give what is to be called for each resource that is finished with."""
        progress = self._progress
        if progress is None:
            yield lambda: None
            return
        task = progress.add_task(f"  {stack}", total=resources)
        try:
            yield lambda: progress.advance(task)
        finally:
            progress.remove_task(task)

    def note(self, stack: str, text: str) -> None:
        """Say something of a stack while it is at work: beside the results, where there is no terminal."""
        line = f"{stack.ljust(self._width)}  {text}"
        with self._lock:
            if self._progress is not None:
                self._progress.console.print(line)
            else:
                sys.stderr.write(f"{line}\n")
                sys.stderr.flush()

    def ended(self, outcome: Outcome) -> None:
        """Say what came of a stack."""
        line = f"{outcome.stack.ljust(self._width)}  {words(outcome)}"
        with self._lock:
            if self._progress is not None and self._total is not None:
                self._progress.advance(self._total)
                self._progress.console.print(line)
            elif not self._is_silent:
                say(line)
        sys.stdout.flush()


def bars(shown: Console) -> Progress:
    """Return the bars: name, how many, how long."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
        console=shown,
        transient=True,
    )
