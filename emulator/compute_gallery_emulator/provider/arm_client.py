"""Requests to Azure Resource Manager, with the retries that its clients make."""

import json
import math
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from compute_gallery_emulator.json_values import JsonObject, object_at, text_at
from compute_gallery_emulator.provider.limits import OperationLimit

__all__ = ["ArmClient", "ArmResponse", "AzureError", "EmulatorUnreachableError"]

_CONNECTIONS = 32
_REQUEST_SECONDS = 60.0
_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_FEW_ATTEMPTS = 4
"""Attempts in all when an answer does not say when to come back, or none came."""
_FIRST_DELAY = 0.2
_SHORTEST_WAIT, _LONGEST_WAIT = 0.05, 60.0
_WAITING = (("retry-after-ms", 0.001), ("x-ms-retry-after-ms", 0.001), ("retry-after", 1.0))
_NOT_FOUND = 404


class AzureError(Exception):
    """Azure refused. The text repeats its code and message as they are."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status = status
        self.code = code
        shown = f'Code="{code}" ' if code else ""
        super().__init__(f'Status={status} {shown}Message="{message}"')

    @property
    def is_not_found(self) -> bool:
        """Whether the resource does not exist."""
        return self.status == _NOT_FOUND


class EmulatorUnreachableError(Exception):
    """Nothing answers at the emulator's address."""

    def __init__(self, address: str) -> None:
        super().__init__(f'the emulator at {address} does not answer: start it with "make up"')


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that an answer asks for, within limits.

    Azure's clients look at retry-after-ms and x-ms-retry-after-ms (milliseconds) before Retry-After (seconds, or a
    date).
    """
    for name, unit in _WAITING:
        text = headers.get(name)
        seconds = None if text is None else _seconds(text, unit)
        if seconds is not None:
            return min(max(seconds, _SHORTEST_WAIT), _LONGEST_WAIT)
    return None


def _seconds(text: str, unit: float) -> float | None:
    try:
        seconds = float(text) * unit
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return None
    return None if math.isnan(seconds) else seconds


@dataclass(frozen=True, slots=True)
class ArmResponse:
    """One answer: its status, its headers in lower case, and its body (empty where it is not a JSON object)."""

    status: int
    headers: Mapping[str, str]
    body: JsonObject

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait before the next request, at least 0.05 and at most 60, or None where it does not say."""
        return _retry_after(self.headers)

    def error(self) -> AzureError:
        """Return the error that this answer reports."""
        error = object_at(self.body, "error") or self.body
        code = text_at(error, "code") or self.headers.get("x-ms-error-code", "")
        return AzureError(self.status, code, text_at(error, "message") or "no message")


def _parsed(response: httpx.Response) -> ArmResponse:
    try:
        body = response.json()
    except ValueError:
        body = None
    headers = {name.lower(): value for name, value in response.headers.items()}
    return ArmResponse(response.status_code, headers, body if isinstance(body, dict) else {})


def _should_retry(response: ArmResponse) -> bool:
    return response.status in _RETRIED or response.error().code == "AnotherOperationInProgress"


class ArmClient:
    """A client of one emulator, for any number of requests at the same time."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._http = httpx.AsyncClient(
            base_url=address,
            limits=httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS),
            timeout=httpx.Timeout(_REQUEST_SECONDS, pool=None),
            trust_env=False,
            # The machine's own authorities, or those that SSL_CERT_FILE names, as for the official plugin.
            verify=ssl.create_default_context() if address.startswith("https:") else False,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _attempt(
        self, method: str, path: str, query: Mapping[str, str] | None, content: bytes | None
    ) -> ArmResponse | None:
        headers = {"Content-Type": "application/json; charset=utf-8"} if content is not None else {}
        try:
            return _parsed(await self._http.request(method, path, params=query, content=content, headers=headers))
        except httpx.TransportError:
            return None

    async def send(
        self,
        method: str,
        path: str,
        limit: OperationLimit,
        *,
        query: Mapping[str, str] | None = None,
        body: JsonObject | None = None,
    ) -> ArmResponse:
        """Return the answer, whatever its status.

        Answers such as 429 and 503 are retried as long as they say when to come back (Retry-After), else a few
        times; so is no answer at all. Raises `EmulatorUnreachableError` and `OperationEndedError`.
        """
        content = None if body is None else json.dumps(body, allow_nan=False).encode()
        delay = _FIRST_DELAY
        attempts = 0
        while True:
            response = await limit.wait_for(self._attempt(method, path, query, content))
            attempts += 1
            if response is not None and not _should_retry(response):
                return response
            asked = None if response is None else response.retry_after
            if asked is None and attempts >= _FEW_ATTEMPTS:
                if response is None:
                    raise EmulatorUnreachableError(self._address)
                return response
            await limit.pause(delay if asked is None else asked)
            delay *= 2
