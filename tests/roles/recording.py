"""An emulator that writes down what permission each request would need."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compute_gallery_emulator.app import build_app
from compute_gallery_emulator.clock import Clock
from compute_gallery_emulator.serving import listen, server_config
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tests.roles.azure_actions import actions_of
from tools.engine.obtain import Engine
from tools.local import shell
from tools.local.folder import LocalFolder
from tools.local.sources import create_sources

__all__ = ["Recorder", "recording_emulator"]


class Recorder:
    """An application that writes down each request to another one. What it has recorded is taken, and is then gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._actions: set[str] = set()

    def taken(self) -> set[str]:
        """The permissions that were needed since the last time."""
        taken, self._actions = self._actions, set()
        return taken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read a request, write it down, and have it answered."""
        content, more = b"", True
        while more:
            message = await receive()
            content += message.get("body", b"")
            more = message.get("more_body", False)
        if not scope["path"].startswith("/emulator"):
            body = json.loads(content) if content else None
            self._actions |= set(actions_of(scope["method"], scope["path"], body))
        messages: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

        async def again() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, again, send)


@contextmanager
def recording_emulator(engine: Engine, folder: Path) -> Iterator[tuple[Recorder, LocalPulumi]]:
    """Serve an emulator with the walk-through's sources, and a set-up of Pulumi for it."""
    local = LocalFolder(folder / "local")
    local.prepare()
    store = Store(":memory:")
    recorder = Recorder(build_app(store, Clock(), Settings(retry_after_seconds=0.05)))
    server = uvicorn.Server(server_config(recorder))
    listener = listen("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.socket]}, daemon=True)
    thread.start()
    try:
        create_sources(listener.url, ROOT / "stacks" / "local.sources.yaml")
        shell.write_commands(local, engine)
        yield recorder, LocalPulumi(engine, local, listener.url)
    finally:
        server.should_exit = True
        thread.join(5)
        store.close()
