"""The emulator's own addresses, below /emulator: that it is there, and its clock."""

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.clock import SECOND, Clock, format_timestamp
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.store import Store

__all__ = ["CLOCK_FACT", "answer_admin"]

CLOCK_FACT = "clock_offset"
"""The name under which the store keeps how far the clock has been advanced, in nanoseconds."""

_FURTHEST = 100 * 366 * 86_400


def answer_admin(request: ArmRequest, store: Store, clock: Clock, version: str) -> Answer:
    """Answer GET /emulator/health, GET /emulator/clock, or POST /emulator/clock {"advance_seconds": n}."""
    match request.method, request.raw_path.rstrip(b"/"):
        case "GET" | "HEAD", b"/emulator/health":
            return Answer(200, {"name": "gallery-emulator", "version": version})
        case "GET", b"/emulator/clock":
            return Answer(200, {"now": format_timestamp(clock.now())})
        case "POST", b"/emulator/clock":
            seconds = request.body().get("advance_seconds")
            if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= _FURTHEST:
                raise invalid_parameter("advance_seconds", f"advance_seconds must be a number from 0 to {_FURTHEST}.")
            offset = clock.offset + round(seconds * SECOND)
            if offset > _FURTHEST * SECOND:
                raise invalid_parameter("advance_seconds", f"The clock can be advanced by {_FURTHEST} seconds in all.")
            with store.transaction():
                store.set_fact(CLOCK_FACT, offset)
            clock.offset = offset
            return Answer(200, {"now": format_timestamp(clock.now())})
        case _:
            raise ArmError(404, "NotFound", "The emulator has /emulator/health and /emulator/clock.")
