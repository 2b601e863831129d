"""Asynchronous operations: the headers that start one, and what its addresses answer while it runs and after."""

import re
from dataclasses import dataclass, field

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.clock import format_timestamp
from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.records import Operation
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store

__all__ = ["Answer", "OperationUrls", "poll", "poll_match", "retry_after"]

_PATH = re.compile(
    r"/subscriptions/(?P<subscription>[^/]+)/(?:(?P<results>operationresults)|providers/[^/]+/locations/[^/]+/"
    r"(?:capsoperations|diskoperations|operations))/(?P<id>[^/]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered with; a body of None is an empty one. One that is `cut` breaks off in its middle."""

    status: int
    body: JsonValue = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OperationUrls:
    """Where one operation is asked about; `base` is the scheme and host that the client uses."""

    base: str
    subscription: str
    namespace: str
    location: str
    segment: str
    operation_id: str
    api_version: str

    @property
    def _path(self) -> str:
        where = f"providers/{self.namespace}/locations/{self.location}/{self.segment}"
        if self.segment == "operationresults":
            where = self.segment
        return f"{self.base}/subscriptions/{self.subscription}/{where}/{self.operation_id}"

    @property
    def status(self) -> str:
        """The value of Azure-AsyncOperation."""
        return f"{self._path}?api-version={self.api_version}"

    @property
    def monitor(self) -> str:
        """The value of Location: the same address with monitor=true (recorded)."""
        return f"{self._path}?monitor=true&api-version={self.api_version}"


def retry_after(settings: Settings) -> dict[str, str]:
    """Return the header without which Azure's Python clients wait for 30 s before each poll.

    Retry-After is whole seconds for them too; a fraction goes as retry-after-ms, which they also follow.
    """
    seconds = settings.retry_after_seconds
    if seconds == int(seconds):
        return {"Retry-After": str(int(seconds))}
    return {"retry-after-ms": str(round(seconds * 1000))}


def poll_match(path: str) -> tuple[str, str, bool] | None:
    """Return subscription, operation id and whether it is a result address, where the path is an operation's."""
    match = _PATH.fullmatch(path.rstrip("/"))
    return (match["subscription"], match["id"], match["results"] is not None) if match else None


def poll(store: Store, where: tuple[str, str, bool], now: int, *, monitor: bool, settings: Settings) -> Answer:
    """Answer a GET on an operation as recorded.

    200 with its status, or for a monitor address 202 and then 200 without a body.
    """
    subscription, operation_id, results = where
    operation = store.operation(operation_id)
    if operation is None or operation.subscription != subscription.lower():
        raise ArmError(404, "NotFound", "The entity was not found in this Azure location.", target="operationId")
    if monitor or results:
        return Answer(202, None, retry_after(settings)) if now < operation.due else Answer(200)
    return Answer(200, _status(operation, now), retry_after(settings))


def _status(operation: Operation, now: int) -> JsonObject:
    body: JsonObject = {"startTime": format_timestamp(operation.started)}
    if now < operation.due:
        return {**body, "status": "InProgress", "name": operation.id}
    body["endTime"] = format_timestamp(operation.due)
    if operation.error is not None:
        return {**body, "status": "Failed", "error": operation.error, "name": operation.id}
    return {**body, "status": "Succeeded", "name": operation.id}
