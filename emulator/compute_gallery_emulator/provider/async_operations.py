"""Azure's asynchronous operations: waiting until what a PUT or DELETE began has ended.

Azure answers with a monitor to ask: Azure-AsyncOperation, whose body has a status, or Location, which answers 202
until the end. Without either, the resource's own provisioningState tells. Source: Azure's "Track asynchronous Azure
operations".
"""

from collections.abc import Awaitable, Callable
from enum import Enum
from urllib.parse import urlsplit

from compute_gallery_emulator.json_values import text_at
from compute_gallery_emulator.provider.arm_client import ArmClient, ArmResponse, AzureError
from compute_gallery_emulator.provider.limits import OperationLimit

__all__ = ["Progress", "wait_for_operation"]

Progress = Callable[[], Awaitable[None]]
"""Called before each further poll of an operation that takes longer than the first one."""

_FIRST_PAUSE = 0.05
_DEFAULT_PAUSE = 1.0
_ACCEPTED = 202
_FAILURE = 400
_FAILED_STATES = frozenset({"failed", "canceled", "cancelled"})


class _Monitor(Enum):
    OPERATION = "azure-asyncoperation"
    LOCATION = "location"
    RESOURCE = "the resource itself"


def _monitor(response: ArmResponse, resource_url: str) -> tuple[_Monitor, str] | None:
    for kind in (_Monitor.OPERATION, _Monitor.LOCATION):
        address = response.headers.get(kind.value)
        if address and (kind is _Monitor.OPERATION or response.status == _ACCEPTED):
            # Only the path is taken, so that no answer can lead away from the emulator.
            parts = urlsplit(address)
            return kind, parts.path + (f"?{parts.query}" if parts.query else "")
    if _state(_Monitor.RESOURCE, response) is None:
        return _Monitor.RESOURCE, resource_url
    return None


def _state(kind: _Monitor, response: ArmResponse) -> str | None:
    """Return the final state that an answer reports, or None while the operation runs."""
    if kind is _Monitor.LOCATION:
        return None if response.status == _ACCEPTED else "succeeded"
    path = ("status",) if kind is _Monitor.OPERATION else ("properties", "provisioningState")
    text = text_at(response.body, *path)
    if text is None:
        return None if response.status == _ACCEPTED else "succeeded"
    state = text.casefold()
    return state if state == "succeeded" or state in _FAILED_STATES else None


async def wait_for_operation(
    client: ArmClient, response: ArmResponse, resource_url: str, limit: OperationLimit, progress: Progress | None
) -> None:
    """Return when the operation that `response` began has succeeded.

    Raises `AzureError` with the operation's own code and message when it failed, and what `ArmClient.send` raises.
    The first poll comes at once; then Retry-After is followed, or one second where it is missing.
    """
    monitor = _monitor(response, resource_url)
    if monitor is None:
        if _state(_Monitor.RESOURCE, response) in _FAILED_STATES:
            raise _failure(response)
        return
    kind, url = monitor
    pause = _FIRST_PAUSE
    while True:
        await limit.pause(pause)
        answer = await client.send("GET", url, limit)
        if answer.status >= _FAILURE:
            raise answer.error()
        state = _state(kind, answer)
        if state in _FAILED_STATES:
            raise _failure(answer)
        if state is not None:
            return
        if progress is not None:
            await progress()
        pause = answer.retry_after or _DEFAULT_PAUSE


def _failure(answer: ArmResponse) -> AzureError:
    if "error" in answer.body:
        return answer.error()
    state = text_at(answer.body, "status") or text_at(answer.body, "properties", "provisioningState")
    return AzureError(answer.status, "", f"the operation ended in the state {state}")
