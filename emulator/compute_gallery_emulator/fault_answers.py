"""What a client gets when a fault takes the place of the answer, and how an answer is cut or held back."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from compute_gallery_emulator.clock import SECOND
from compute_gallery_emulator.fault_plan import FaultRule
from compute_gallery_emulator.faults import Drawn, Faults
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest

__all__ = ["answer_under_faults"]

_REFUSALS = {
    "internalServerError": (500, "InternalServerError", "An error occurred. The request was not carried out."),
    "serviceUnavailable": (503, "ServiceUnavailable", "The service is unavailable. The request was not carried out."),
    "throttled": (
        429,
        "TooManyRequests",
        "The request is being throttled as the limit has been reached for operation type - {method}.",
    ),
}
"""Status, code and message by fault. Azure's throttling names the operation; the others are in its own words."""


async def answer_under_faults(
    request: ArmRequest, faults: Faults, now: int, work: Callable[[ArmRequest, Drawn], Answer]
) -> Answer:
    """Answer a request as the plan has it. The work is done whole, or not begun: a 5xx or a cut never stops halfway."""
    drawn = faults.draw(request.method, request.raw_path)
    if drawn.ending is None:
        answer = work(request, drawn)
    elif drawn.ending.fault == "connectionCutAfterWork":
        answer = replace(work(request, drawn), cut=True)
    else:
        answer = _refusal(drawn.ending, request, now)
    if drawn.seconds:
        await asyncio.sleep(drawn.seconds)
    return answer


def _refusal(rule: FaultRule, request: ArmRequest, now: int) -> Answer:
    if rule.fault == "connectionCutBeforeWork":
        return Answer(200, {}, cut=True)
    if rule.fault == "expiredToken":
        return _expired(request, now)
    status, code, message = _REFUSALS[rule.fault]
    headers = {} if rule.retry_after_seconds is None else {"Retry-After": str(rule.retry_after_seconds)}
    return Answer(status, {"error": {"code": code, "message": message.format(method=request.method)}}, headers)


def _expired(request: ArmRequest, now: int) -> Answer:
    """Return ARM's refusal of a token whose time is over, with the authority that gives another."""
    times = [f"{datetime.fromtimestamp((now // SECOND) - past, UTC):%m/%d/%Y %I:%M:%S %p}" for past in (60, 0)]
    message = f"The access token expiry UTC time '{times[0]}' is earlier than current UTC time '{times[1]}'."
    challenge = f'Bearer authorization_uri="{request.base}/adfs", error="invalid_token", error_description="{message}"'
    error = {"code": "ExpiredAuthenticationToken", "message": message}
    return Answer(401, {"error": {**error}}, {"WWW-Authenticate": challenge})
