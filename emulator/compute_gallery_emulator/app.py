"""The HTTP side: who may ask, how much, and every answer with Azure's headers. Built on Starlette."""

import ipaddress
import logging
import re
import sqlite3
import uuid
from importlib.metadata import version
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from compute_gallery_emulator.admin import answer_admin
from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.clock import Clock
from compute_gallery_emulator.dispatch import answer, error_body
from compute_gallery_emulator.json_values import dump_json
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store

__all__ = ["LARGEST_BODY", "build_app", "is_loopback"]

LARGEST_BODY = 4 * 1024 * 1024
"""Bytes that a request body may have (Azure Resource Manager: 4 MB)."""

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?", re.ASCII)
_GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", re.ASCII)
_LOGGER = logging.getLogger(__name__)


def is_loopback(host: str) -> bool:
    """Say whether a host name or address, in brackets or not, is this machine's own."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def build_app(store: Store, clock: Clock, settings: Settings) -> ASGIApp:
    """Return the ASGI application of one emulator. It has no routes: an address is data, and any is answered."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        request_id = str(uuid.uuid4())
        try:
            result = await _answer(request, request_id, store, clock, settings)
        except ArmError as error:
            result = Answer(error.status, error_body(error), error.headers)
        except ClientDisconnect:
            return
        except sqlite3.Error as error:
            message = f"The data file of the emulator cannot be read or written: {error}."
            result = Answer(503, {"error": {"code": "ServiceUnavailable", "message": message}}, {"Retry-After": "1"})
        except Exception:  # the last resort: one request must not end the process
            _LOGGER.exception("request %s failed", request_id)
            message = f"The emulator failed at this request. Its log names it by {request_id}."
            result = Answer(500, {"error": {"code": "InternalServerError", "message": message}})
        await _response(request, result, request_id)(scope, receive, send)

    return serve


async def _answer(request: Request, request_id: str, store: Store, clock: Clock, settings: Settings) -> Answer:
    host = request.headers.get("host", "")
    match = _HOST.fullmatch(host)
    if match is None or not is_loopback(match["name"]):
        raise ArmError(400, "InvalidHost", "The Host header must name this machine: 127.0.0.1, localhost or [::1].")
    content = await _content(request)
    raw_path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    raw_path = raw_path.split(b"?", 1)[0]
    arm = ArmRequest(
        method=request.method,
        raw_path=raw_path,
        query=_query(request),
        content_type=request.headers.get("content-type", ""),
        content=content,
        base=f"{request.url.scheme}://{host}",
        request_id=request_id,
    )
    if raw_path == b"/emulator" or raw_path.startswith(b"/emulator/"):
        return answer_admin(arm, store, clock, version("azure-compute-gallery-emulator"))
    return answer(arm, store, clock, settings)


def _query(request: Request) -> dict[str, str]:
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise ArmError(400, "InvalidRequestUri", "The query of the request is not percent-encoded UTF-8.") from None
    query: dict[str, str] = {}
    for name, value in pairs:
        query.setdefault(name.lower(), value)
    return query


async def _content(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    content = bytearray()
    if declared.isascii() and declared.isdigit() and int(declared[:19]) > LARGEST_BODY:
        raise _too_large()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_BODY:
            raise _too_large()
    return bytes(content)


def _too_large() -> ArmError:
    message = f"The request content size exceeds the maximum size of {LARGEST_BODY // 2**20} MB."
    return ArmError(413, "RequestContentTooLarge", message, headers={"Connection": "close"})


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
