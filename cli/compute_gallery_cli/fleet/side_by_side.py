"""Stacks at work side by side, bounded, and stopped in good order."""

import signal
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from threading import Event
from typing import Any

from compute_gallery_cli.fleet.outcome import Outcome, State
from compute_gallery_cli.fleet.splitting import FleetStack

__all__ = ["Stop", "side_by_side"]

Work = Callable[[FleetStack], Outcome]


class Stop:
    """Whether no further stack may begin."""

    def __init__(self) -> None:
        self._is_set = Event()
        self._is_interrupted = Event()

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody pressed Ctrl-C, or a pipeline was cancelled."""
        return self._is_interrupted.is_set()

    def __bool__(self) -> bool:
        """Tell whether to stop."""
        return self._is_set.is_set()

    def set(self) -> None:
        """Let no further stack begin."""
        self._is_set.set()

    def interrupt(self) -> None:
        """Let no further stack begin, and none wait for Azure."""
        self._is_interrupted.set()
        self.set()

    def wait(self, seconds: float) -> bool:
        """Wait, and tell whether it was interrupted."""
        return self._is_interrupted.wait(seconds)

    @contextmanager
    def on_signals(self) -> Generator[None]:
        """Stop at Ctrl-C. The engines at work have heard it too, and end in good order: they are waited for."""

        def stop(*_: Any) -> None:  # noqa: ANN401 a signal and a frame
            self.interrupt()

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def side_by_side(  # noqa: PLR0913 each is one thing to know
    stacks: Sequence[FleetStack],
    work: Work,
    *,
    parallel: int,
    stop: Stop,
    goes_on: bool,
    ended: Callable[[Outcome], None],
) -> list[Outcome]:
    """Work on stacks, so many at a time; return what came of each, in their order.

    After a failure, and after Ctrl-C, those at work end and no other begins; where `goes_on`, a failure stops nobody.
    `ended` is told of each outcome as it comes.
    """

    def one(stack: FleetStack) -> Outcome:
        if stop:
            return Outcome(stack.name, "", State.LEFT_OUT)
        outcome = work(stack)
        if outcome.state is State.FAILED and not goes_on:
            stop.set()
        return outcome

    with ThreadPoolExecutor(max_workers=parallel) as pool:
        running: dict[Future[Outcome], int] = {pool.submit(one, stack): at for at, stack in enumerate(stacks)}
        found: dict[int, Outcome] = {}
        for future in as_completed(running):
            outcome = found[running[future]] = future.result()
            ended(outcome)
    return [found[at] for at in range(len(stacks))]
