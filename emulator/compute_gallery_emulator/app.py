"""The HTTP side: who may ask, and every answer with Azure's headers. Built on Starlette."""

import ipaddress
import logging
import re
import sqlite3
import uuid
from importlib.metadata import version

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from compute_gallery_emulator.admin import answer_admin
from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.clock import Clock
from compute_gallery_emulator.cloud import answer_cloud
from compute_gallery_emulator.dispatch import answer, error_body
from compute_gallery_emulator.fault_answers import answer_under_faults
from compute_gallery_emulator.fault_effects import bring_along
from compute_gallery_emulator.faults import Drawn, Faults
from compute_gallery_emulator.json_values import dump_json
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.request_content import read_content, read_query
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.resource_id import Address
from compute_gallery_emulator.resource_type import Estate
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store

__all__ = ["build_app", "is_loopback"]

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?", re.ASCII)
_GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", re.ASCII)
_DISK_ERRORS = ("SQLITE_FULL", "SQLITE_IOERR")
_NO_CONTENT = 204
_VERSION = version("azure-compute-gallery-emulator")
_LOGGER = logging.getLogger(__name__)


def is_loopback(host: str) -> bool:
    """Say whether a host name or address, in brackets or not, is this machine's own."""
    if host.lower() == "localhost":
        return True
    try:
        if host.startswith("["):
            return ipaddress.IPv6Address(host[1:].removesuffix("]")).is_loopback
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def build_app(store: Store, clock: Clock, settings: Settings, faults: Faults | None = None) -> ASGIApp:
    """Return the ASGI application of one emulator. It has no routes: an address is data, and any is answered."""
    return _App(store, clock, settings, faults or Faults())


class _App:
    def __init__(self, store: Store, clock: Clock, settings: Settings, faults: Faults) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever it is."""
        request = Request(scope, receive)
        request_id = str(uuid.uuid4())
        try:
            arm = await _read(request, request_id)
            if arm.raw_path == b"/emulator" or arm.raw_path.startswith(b"/emulator/"):
                result = answer_admin(arm, self._store, self._clock, self._faults, _VERSION)
            else:
                result = await answer_under_faults(arm, self._faults, self._clock.now(), self._work)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - one request must not end the process
            result = _refused(error, request_id)
        if result.cut:
            await _send_half(request.method, result, send)
        else:
            await _response(request, result, request_id)(scope, receive, send)

    def _work(self, arm: ArmRequest, drawn: Drawn) -> Answer:
        """Answer a request that no fault has ended: the whole work, or none of it."""

        def effects(address: Address, result: Answer, now: int) -> None:
            for number, rule in drawn.effects:
                if bring_along(rule, Estate(self._store, now), address, result, arm.request_id):
                    self._faults.count(number)

        try:
            cloud = answer_cloud(arm, self._clock.now())
            return cloud or answer(arm, self._store, self._clock, self._settings, effects)
        except Exception as error:  # noqa: BLE001 - answered, so that it can be cut or held back too
            return _refused(error, arm.request_id)


def _refused(error: Exception, request_id: str) -> Answer:
    """Return the answer for what went wrong."""
    if isinstance(error, ArmError):
        return Answer(error.status, error_body(error), error.headers)
    if isinstance(error, sqlite3.Error):
        # Without Retry-After, and for a full disk as a status that clients do not try again: it would not help.
        full = getattr(error, "sqlite_errorname", "").startswith(_DISK_ERRORS)
        message = f"The data file of the emulator cannot be read or written: {error}. Nothing was changed."
        code = "InsufficientStorage" if full else "ServiceUnavailable"
        return Answer(507 if full else 503, {"error": {"code": code, "message": message}})
    _LOGGER.error("request %s failed", request_id, exc_info=error)
    message = f"The emulator failed at this request. Its log names it by {request_id}."
    return Answer(500, {"error": {"code": "InternalServerError", "message": message}})


async def _read(request: Request, request_id: str) -> ArmRequest:
    host = request.headers.get("host", "")
    match = _HOST.fullmatch(host)
    if match is None or not is_loopback(match["name"]):
        raise ArmError(400, "InvalidHost", "The Host header must name this machine: 127.0.0.1, localhost or [::1].")
    _judge_origin(request, host)
    content = await read_content(request)
    raw_path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return ArmRequest(
        method=request.method,
        raw_path=raw_path.split(b"?", 1)[0],
        query=read_query(request),
        content_type=request.headers.get("content-type", ""),
        content=content,
        base=f"{request.url.scheme}://{host}",
        request_id=request_id,
    )


def _judge_origin(request: Request, host: str) -> None:
    """Refuse what a browser sends for a page from elsewhere, and a body whose end can be read in two ways."""
    headers = request.headers
    origin = headers.get("origin", f"{request.url.scheme}://{host}")
    site = headers.get("sec-fetch-site", "none")
    if origin.lower() != f"{request.url.scheme}://{host}".lower() or site not in {"none", "same-origin"}:
        raise ArmError(
            403, "InvalidOrigin", "The emulator answers programs on this machine, and no other site's pages."
        )
    if "content-length" in headers and "transfer-encoding" in headers:
        message = "Content-Length and Transfer-Encoding cannot stand together."
        raise ArmError(400, "InvalidRequest", message, headers={"Connection": "close"})


def _response(request: Request, result: Answer, request_id: str) -> Response:
    sent = request.headers.get("x-ms-correlation-request-id", "")
    headers = {
        "x-ms-request-id": request_id,
        "x-ms-correlation-request-id": sent if _GUID.fullmatch(sent) else request_id,
        "Cache-Control": "no-cache",
    }
    client_id = request.headers.get("x-ms-client-request-id", "")
    if _GUID.fullmatch(client_id):
        headers["x-ms-client-request-id"] = client_id
    headers |= result.headers
    if result.body is None:
        return Response(status_code=result.status, headers=headers)
    return Response(
        dump_json(result.body), status_code=result.status, headers=headers, media_type="application/json; charset=utf-8"
    )


async def _send_half(method: str, result: Answer, send: Send) -> None:
    """Send the first half of an answer; the server closes the connection when more is owed.

    An answer that by its status has no body would be whole: it becomes a 200. One to HEAD stays whole.
    """
    content = b"" if result.body is None else dump_json(result.body).encode("ascii")
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(content) + 1).encode("ascii")),
        (b"connection", b"close"),
    ]
    status = 200 if result.status == _NO_CONTENT and method != "HEAD" else result.status
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content[: len(content) // 2], "more_body": True})
