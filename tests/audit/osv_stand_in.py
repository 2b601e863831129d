"""An OSV database of our own, over HTTP."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

__all__ = ["osv_database"]


@contextmanager
def osv_database(known: Mapping[str, list[dict[str, Any]]], status: int = 200) -> Iterator[str]:
    """Serve what is known of packages, by name; yield the address to ask."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer one query."""
            query = json.loads(self.rfile.read(int(self.headers["content-length"])))
            content = json.dumps({"vulns": known.get(query["package"]["name"], [])}).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()
            thread.join(5)
