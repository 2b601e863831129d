"""The emulator's time: the machine's clock plus what a test has advanced it by, and Azure's form of a timestamp."""

import time
from datetime import UTC, datetime

__all__ = ["SECOND", "Clock", "format_timestamp"]

SECOND = 1_000_000_000
"""Nanoseconds in a second. All moments here are whole nanoseconds since 1970-01-01 UTC."""

_TICKS_PER_SECOND = 10_000_000


class Clock:
    """The machine's clock, moved forward by `offset` nanoseconds."""

    def __init__(self, offset: int = 0) -> None:
        self.offset = offset

    def now(self) -> int:
        """Return the present moment in nanoseconds since 1970."""
        return time.time_ns() + self.offset


def format_timestamp(moment: int) -> str:
    """Return a moment as Azure writes it, in ticks of 100 ns without trailing zeros.

    2025-01-07T05:56:46.4648477+00:00.
    """
    seconds, ticks = divmod(moment // 100, _TICKS_PER_SECOND)
    fraction = f".{ticks:07d}".rstrip("0") if ticks else ""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}{fraction}+00:00"
