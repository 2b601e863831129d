"""One emulator as a process: its socket, its data file, its signals."""

import socket
import sys
from dataclasses import dataclass

import uvicorn

from compute_gallery_emulator.admin import CLOCK_FACT
from compute_gallery_emulator.app import build_app, is_loopback
from compute_gallery_emulator.clock import SECOND, Clock
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import DataFileError, Store

__all__ = ["Listener", "StartError", "listen", "serve"]

_BACKLOG = 2048
_KEPT_DAYS = 7


class StartError(Exception):
    """The emulator cannot start; the message says why in one line."""


class _Server(uvicorn.Server):
    """Says on standard output, once, that connections are accepted."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(f"gallery-emulator: ready on {self._url}\n")
        sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Listener:
    """A socket that listens, and the URL under which it is reached."""

    socket: socket.socket
    url: str


def serve(host: str, port: int, data: str, settings: Settings) -> None:
    """Serve until a signal says stop. Port 0 takes a free one; `data` is a file or ":memory:".

    Raises `StartError` for a host that is not this machine's own, a port that is taken, and a data file that cannot be
    used.
    """
    listener = listen(host, port)
    try:
        store = Store(data)
    except DataFileError as error:
        listener.socket.close()
        raise StartError(str(error)) from None
    clock = Clock(store.fact(CLOCK_FACT))
    store.forget_before(clock.now() - _KEPT_DAYS * 86_400 * SECOND)
    config = uvicorn.Config(
        build_app(store, clock, settings),
        access_log=False,
        log_level="warning",
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=60,
        ws="none",
    )
    try:
        _Server(config, listener.url).run(sockets=[listener.socket])
    finally:
        store.close()
        listener.socket.close()


def listen(host: str, port: int) -> Listener:
    """Return a listening socket of this machine's own; raises `StartError` for another host or a port that is taken."""
    if not is_loopback(host):
        raise StartError(f"the host {host!a} is not this machine's own: 127.0.0.1, localhost and ::1 are allowed")
    try:
        family, *_, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Accepted connections inherit it. Without it a body waits 40 ms for the client to acknowledge the header.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        raise StartError(f"cannot listen on {host} port {port}: {error.strerror or error}") from None
    name, taken = listener.getsockname()[:2]
    return Listener(listener, f"http://{f'[{name}]' if ':' in name else name}:{taken}")
