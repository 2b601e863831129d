"""Lines for Pulumi's own display, sent to the engine."""

from typing import cast

import grpc.aio
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

__all__ = ["EngineLog"]

_SECONDS = 5.0


class EngineLog:
    """The engine's log.

    Without an address, or when the engine is gone, lines are dropped: no operation fails for one.
    """

    def __init__(self, address: str | None) -> None:
        self._channel: grpc.aio.Channel | None = None
        self._stub: engine_pb2_grpc.EngineAsyncStub | None = None
        if address:
            self.connect(address)

    def connect(self, address: str) -> None:
        """Send further lines to the engine at this address."""
        self._channel = grpc.aio.insecure_channel(address)
        self._stub = cast("engine_pb2_grpc.EngineAsyncStub", engine_pb2_grpc.EngineStub(self._channel))

    async def _send(
        self, urn: str, message: str, severity: engine_pb2.LogSeverity.ValueType, *, ephemeral: bool
    ) -> None:
        if self._stub is None:
            return
        request = engine_pb2.LogRequest(severity=severity, message=message, urn=urn, ephemeral=ephemeral)
        try:
            await self._stub.Log(request, timeout=_SECONDS)
        except grpc.aio.AioRpcError:
            return

    async def show_status(self, urn: str, message: str) -> None:
        """Show a line beside the resource while it is worked on."""
        await self._send(urn, message, engine_pb2.INFO, ephemeral=True)

    async def warn(self, urn: str, message: str) -> None:
        """Leave a warning on the resource."""
        await self._send(urn, message, engine_pb2.WARNING, ephemeral=False)

    async def aclose(self) -> None:
        """Close the connection."""
        if self._channel is not None:
            await self._channel.close()
