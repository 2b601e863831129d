"""A small HTTP server that answers from a script, for what a healthy emulator never does."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from compute_gallery_emulator.json_values import JsonValue

__all__ = ["Answer", "ScriptedArm", "scripted_arm"]


@dataclass(frozen=True)
class Answer:
    """One answer. `{address}` in a header becomes the server's own address."""

    status: int
    body: JsonValue = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ScriptedArm:
    """The running server: its address, and the method, path and body of each request that reached it."""

    address: str = ""
    requests: list[tuple[str, str, JsonValue]] = field(default_factory=list)

    def paths(self, method: str) -> list[str]:
        """Return the paths that were asked for with a method, without their queries."""
        return [path.partition("?")[0] for asked, path, _ in self.requests if asked == method]


@contextmanager
def scripted_arm(script: Callable[[str, str, int], Answer]) -> Iterator[ScriptedArm]:
    """Serve on a free port.

    The script gets the method, the path with its query, and how often both were asked for before.
    """
    arm = ScriptedArm()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except ConnectionError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Stay silent."""

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            before = sum((method, path) == (self.command, self.path) for method, path, _ in arm.requests)
            arm.requests.append((self.command, self.path, body))
            answer = script(self.command, self.path, before)
            content = b"" if answer.body is None else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value.format(address=arm.address))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_DELETE = _answer  # noqa: N815 - the base class finds them by these names

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        arm.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield arm
        finally:
            server.shutdown()
            thread.join()
