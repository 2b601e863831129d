"""How long an operation may take, and what ends it early."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

__all__ = ["OperationEndedError", "OperationLimit"]

_DEFAULT_SECONDS = 7200.0
"""Two hours, as the official plugin has it."""
_Result = TypeVar("_Result")


class OperationEndedError(Exception):
    """The operation took too long, or was cancelled. Azure may still be at work on it."""


class OperationLimit:
    """The end of one operation: a deadline, or the cancellation of the whole update."""

    def __init__(self, seconds: float, cancelled: asyncio.Event) -> None:
        self._seconds = seconds if seconds > 0 else _DEFAULT_SECONDS
        self._cancelled = cancelled
        self._expires = asyncio.get_running_loop().time() + self._seconds

    async def wait_for(self, work: Coroutine[None, None, _Result]) -> _Result:
        """Return what the work returns. Raises `OperationEndedError` when the limit comes first, and ends the work."""
        task = asyncio.ensure_future(work)
        end = asyncio.ensure_future(self._cancelled.wait())
        remaining = max(0.0, self._expires - asyncio.get_running_loop().time())
        try:
            done, _ = await asyncio.wait({task, end}, timeout=remaining, return_when=asyncio.FIRST_COMPLETED)
            if task in done:
                return task.result()
        finally:
            task.cancel()
            end.cancel()
        if self._cancelled.is_set():
            raise OperationEndedError("the operation was cancelled; Azure may still be at work on it")
        raise OperationEndedError(
            f"the operation did not end within {self._seconds:g} seconds: "
            "allow more with the customTimeouts option, then refresh"
        )

    async def pause(self, seconds: float) -> None:
        """Wait. Raises `OperationEndedError` when the limit comes first."""
        await self.wait_for(asyncio.sleep(seconds))
