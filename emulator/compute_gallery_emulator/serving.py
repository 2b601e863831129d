"""One emulator as a process: its socket, its data file, its signals."""

import socket
import sqlite3
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from compute_gallery_emulator.admin import CLOCK_FACT
from compute_gallery_emulator.app import build_app, is_loopback
from compute_gallery_emulator.arm_protocol import ArmProtocol, forget_cuts
from compute_gallery_emulator.certificates import CertificateFileError, local_certificate
from compute_gallery_emulator.clock import SECOND, Clock
from compute_gallery_emulator.fault_plan import FaultPlanError, load_fault_plan
from compute_gallery_emulator.faults import Faults
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import DataFileError, Store

__all__ = ["Listener", "ServeOptions", "StartError", "listen", "serve", "server_config"]

_BACKLOG = 2048
_KEPT_DAYS = 7


class StartError(Exception):
    """The emulator cannot start; the message says why in one line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServeOptions:
    """The files beside the data file."""

    ca_file: Path | None = None
    """Where the certificate of the run's own authority is written; None serves plain HTTP."""
    faults_file: Path | None = None
    """What is to go wrong."""


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


def serve(host: str, port: int, data: str, settings: Settings, options: ServeOptions) -> None:
    """Serve until a signal says stop. Port 0 takes a free one; `data` is a file or ":memory:".

    Raises `StartError` for a host that is not this machine's own, a port that is taken, and files that cannot be used.
    """
    try:
        plan = load_fault_plan(options.faults_file) if options.faults_file else None
        certificate = local_certificate(options.ca_file) if options.ca_file else None
    except (CertificateFileError, FaultPlanError) as error:
        raise StartError(str(error)) from None
    listener = listen(host, port, scheme="https" if certificate else "http")
    try:
        store = Store(data)
    except DataFileError as error:
        listener.socket.close()
        raise StartError(str(error)) from None
    clock = Clock(store.fact(CLOCK_FACT))
    try:
        store.forget_before(clock.now() - _KEPT_DAYS * 86_400 * SECOND)
        config = server_config(build_app(store, clock, settings, Faults(plan)), certificate)
        _Server(config, listener.url).run(sockets=[listener.socket])
    except sqlite3.Error as error:
        raise StartError(f"the data file {data} cannot be used: {error}") from None
    finally:
        store.close()
        listener.socket.close()


def server_config(app: ASGIApp, certificate: ssl.SSLContext | None = None) -> uvicorn.Config:
    """Return how an emulator's application is served, with HTTPS where there is a certificate."""
    forget_cuts()
    return uvicorn.Config(
        app,
        access_log=False,
        http=ArmProtocol,
        lifespan="off",
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        ssl_context_factory=(lambda _config, _default: certificate) if certificate else None,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=60,
        ws="none",
    )


def listen(host: str, port: int, *, scheme: str = "http") -> Listener:
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
    return Listener(listener, f"{scheme}://{f'[{name}]' if ':' in name else name}:{taken}")
