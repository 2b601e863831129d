"""The emulator's own addresses, below /emulator: that it is there, its clock, and what is to go wrong."""

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.clock import SECOND, Clock, format_timestamp
from compute_gallery_emulator.fault_plan import FaultPlan, FaultPlanError, read_fault_plan
from compute_gallery_emulator.faults import Faults
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.store import Store

__all__ = ["CLOCK_FACT", "answer_admin"]

CLOCK_FACT = "clock_offset"
"""The name under which the store keeps how far the clock has been advanced, in nanoseconds."""

_ADDRESSES = (
    "GET /emulator/health",
    "GET and POST /emulator/clock",
    "GET, PUT and DELETE /emulator/faults",
)
_FURTHEST = 100 * 366 * 86_400


def answer_admin(request: ArmRequest, store: Store, clock: Clock, faults: Faults, version: str) -> Answer:
    """Answer GET /emulator/health, GET and POST /emulator/clock, or GET, PUT and DELETE /emulator/faults."""
    match request.method, request.raw_path.rstrip(b"/"):
        case "GET" | "HEAD", b"/emulator/health":
            return Answer(200, {"name": "gallery-emulator", "version": version})
        case "GET", b"/emulator/clock":
            return Answer(200, {"now": format_timestamp(clock.now())})
        case "POST", b"/emulator/clock":
            _advance(request, store, clock)
            return Answer(200, {"now": format_timestamp(clock.now())})
        case "GET", b"/emulator/faults":
            return _faults(faults)
        case "PUT", b"/emulator/faults":
            try:
                plan = read_fault_plan(request.body())
            except FaultPlanError as error:
                raise invalid_parameter("faults", f"{error}.") from None
            faults.put(plan)
            return _faults(faults)
        case "DELETE", b"/emulator/faults":
            faults.put(FaultPlan())
            return Answer(204)
        case _:
            raise ArmError(404, "NotFound", f"The emulator has {', '.join(_ADDRESSES)}.")


def _faults(faults: Faults) -> Answer:
    """Answer the plan as it was written, and how often each rule has happened since."""
    return Answer(200, {"plan": faults.plan.written, "happened": [*faults.happened]})


def _advance(request: ArmRequest, store: Store, clock: Clock) -> None:
    seconds = request.body().get("advance_seconds")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= _FURTHEST:
        raise invalid_parameter("advance_seconds", f"advance_seconds must be a number from 0 to {_FURTHEST}.")
    offset = clock.offset + round(seconds * SECOND)
    if offset > _FURTHEST * SECOND:
        raise invalid_parameter("advance_seconds", f"The clock can be advanced by {_FURTHEST} seconds in all.")
    with store.transaction():
        store.set_fact(CLOCK_FACT, offset)
    clock.offset = offset
