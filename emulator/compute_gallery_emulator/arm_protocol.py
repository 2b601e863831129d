"""HTTP/1.1 as the emulator speaks it: what is no HTTP is refused in Azure's words too."""

import json
import logging

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["ArmProtocol", "forget_cuts"]

_CUT = "ASGI callable returned without completing response."


class ArmProtocol(H11Protocol):
    """uvicorn's own protocol, with another answer to a request that cannot be parsed."""

    def send_400_response(self, msg: str) -> None:
        """Send ARM's error body, and close the connection."""
        error = {"code": "InvalidRequest", "message": f"The request is not valid HTTP/1.1: {msg}"}
        content = json.dumps({"error": error}).encode("ascii")
        head = (
            "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\n"
            f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + content)
        self.transport.close()


def forget_cuts() -> None:
    """Keep uvicorn from logging answers that were cut off on purpose as errors."""
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.getMessage() != _CUT)
