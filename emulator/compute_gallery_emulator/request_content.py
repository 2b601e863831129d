"""The body and the query of a request, within limits."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from compute_gallery_emulator.arm_error import ArmError

__all__ = ["LARGEST_BODY", "read_content", "read_query"]

LARGEST_BODY = 4 * 1024 * 1024
"""Bytes that a request body may have (Azure Resource Manager: 4 MB)."""
_MOST_DISCARDED = 1024 * 1024 * 1024
_MOST_PARAMETERS = 100


async def read_content(request: Request) -> bytes:
    """Return the body; raises `ArmError` (413) for one of more than 4 MB, of which nothing is kept.

    What is too large is read to its end all the same, up to 1 GB: a client that is still sending would meet a broken
    connection in place of the answer. One that waits for permission (Expect: 100-continue) does not get it.
    """
    declared = request.headers.get("content-length", "0")
    too_large = declared.isascii() and declared.isdigit() and int(declared[:19]) > LARGEST_BODY
    if too_large and "100-continue" in request.headers.get("expect", "").lower():
        raise _too_large()
    content = bytearray()
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > _MOST_DISCARDED:
            break
        too_large = too_large or received > LARGEST_BODY
        if too_large:
            content.clear()
        else:
            content += chunk
    if too_large:
        raise _too_large()
    return bytes(content)


def _too_large() -> ArmError:
    message = f"The request content size exceeds the maximum size of {LARGEST_BODY // 2**20} MB."
    return ArmError(413, "RequestContentTooLarge", message, headers={"Connection": "close"})


def read_query(request: Request) -> dict[str, str]:
    """Return the parameters by lower-case name, the first of each; raises `ArmError` (400) for odd ones."""
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        message = f"The query of the request is not percent-encoded UTF-8 of at most {_MOST_PARAMETERS} parameters."
        raise ArmError(400, "InvalidRequestUri", message) from None
    query: dict[str, str] = {}
    for name, value in pairs:
        query.setdefault(name.lower(), value)
    return query
