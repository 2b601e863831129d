"""A real emulator on a real socket."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from compute_gallery_emulator.admin import CLOCK_FACT
from compute_gallery_emulator.app import build_app
from compute_gallery_emulator.clock import Clock
from compute_gallery_emulator.serving import listen, server_config
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store
from tests.emulator.emulator_harness import READY, Arm, Process


def _settings(given: dict[str, float]) -> Settings:
    return Settings(
        replication_seconds=given.get("replication_seconds", 0),
        retry_after_seconds=given.get("retry_after_seconds", 0.01),
        parent_lingers_seconds=given.get("parent_lingers_seconds", 0),
        page_size=int(given.get("page_size", 100)),
    )


@contextmanager
def _emulators() -> Iterator[Callable[..., Arm]]:
    running: list[tuple[uvicorn.Server, threading.Thread, Store, httpx.Client]] = []

    def begin(data: str = ":memory:", **settings: float) -> Arm:
        store = Store(data)
        app = build_app(store, Clock(store.fact(CLOCK_FACT)), _settings(settings))
        server = uvicorn.Server(server_config(app))
        listener = listen("127.0.0.1", 0)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener.socket]}, daemon=True)
        thread.start()
        client = httpx.Client(base_url=listener.url, timeout=10)
        running.append((server, thread, store, client))
        return Arm(client, store)

    try:
        yield begin
    finally:
        for server, thread, store, client in running:
            client.close()
            server.should_exit = True
            thread.join(5)
            store.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Arm]]:
    """Return a function that starts an emulator in a thread of this process, in memory unless told otherwise."""
    with _emulators() as begin:
        yield begin


@pytest.fixture(scope="module")
def module_start() -> Iterator[Callable[..., Arm]]:
    """Return what `start` returns, for emulators that the tests of a module share."""
    with _emulators() as begin:
        yield begin


@pytest.fixture
def arm(start: Callable[..., Arm]) -> Arm:
    """Return a client of an emulator whose operations are done at the first poll."""
    return start()


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    """Return a function that starts `gallery-emulator serve` with more arguments and waits until it is ready."""
    processes: list[Process] = []

    def begin(*arguments: str) -> Process:
        command = [sys.executable, "-m", "compute_gallery_emulator", "serve", "--port", "0", *arguments]
        popen = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=dict(os.environ)
        )
        assert popen.stdout is not None
        line = popen.stdout.readline()
        assert line.startswith(READY), popen.communicate()
        process = Process(popen, Arm(httpx.Client(base_url=line.removeprefix(READY).strip(), timeout=10)))
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.arm.http.close()
        if process.popen.poll() is None:
            process.popen.terminate()
        process.popen.communicate(timeout=10)
