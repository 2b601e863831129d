"""The plugin's process: a gRPC server on a free port, until the engine is gone or a signal ends it."""

import asyncio
import signal
import sys

import grpc.aio
from pulumi.runtime.proto import provider_pb2_grpc

from compute_gallery_emulator.provider.engine_presence import engine_gone
from compute_gallery_emulator.provider.plugin_calls import PluginCalls
from compute_gallery_emulator.provider.resource_calls import ResourceCalls
from compute_gallery_emulator.provider.session import Session

__all__ = ["serve"]

_UNLIMITED = -1
_GRACE_SECONDS = 5.0


# The generated class types the context as gRPC's own, of which the calls here need only a part.
class _Servicer(PluginCalls, ResourceCalls, provider_pb2_grpc.ResourceProviderServicer):  # type: ignore[misc]
    """All calls of the protocol."""


async def serve(engine_address: str | None) -> None:
    """Serve on 127.0.0.1 and print the port as the first line of standard output.

    Returns when a signal has ended it, or when the engine at the address has been there and is gone. Operations that
    run then end with an error, so that the engine can keep what it knows of them.
    """
    session = Session(engine_address)
    server = grpc.aio.server(
        options=[("grpc.max_receive_message_length", _UNLIMITED), ("grpc.max_send_message_length", _UNLIMITED)]
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(_Servicer(session), server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    ends: list[asyncio.Task[object]] = [asyncio.create_task(stopped.wait())]
    if engine_address:
        ends.append(asyncio.create_task(engine_gone(engine_address)))
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    session.cancel()
    await server.stop(_GRACE_SECONDS)
    await session.aclose()
