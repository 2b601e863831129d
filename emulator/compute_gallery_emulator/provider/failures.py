"""How errors reach the engine: as one readable sentence, never as a stack trace."""

import functools
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import grpc
import grpc.aio
from google.protobuf import struct_pb2
from pulumi.runtime.proto import provider_pb2, status_pb2

from compute_gallery_emulator.provider.addresses import AddressError
from compute_gallery_emulator.provider.arm_client import AzureError, EmulatorUnreachableError
from compute_gallery_emulator.provider.configuration import NotPermittedError
from compute_gallery_emulator.provider.limits import OperationEndedError
from compute_gallery_emulator.provider.resource_types import UnknownResourceTypeError
from compute_gallery_emulator.provider.resources import AlreadyExistsError
from compute_gallery_emulator.provider.values import InvalidValueError
from compute_gallery_emulator.signatures import without_signature

__all__ = ["AbortContext", "InitializationFailedError", "readable"]

_DETAILS = "grpc-status-details-bin"
_EXPECTED = (
    AddressError,
    AlreadyExistsError,
    AzureError,
    EmulatorUnreachableError,
    InvalidValueError,
    NotPermittedError,
    OperationEndedError,
    UnknownResourceTypeError,
)
_Servicer = TypeVar("_Servicer")
_Request = TypeVar("_Request")
_Response = TypeVar("_Response")


class AbortContext(Protocol):
    """The part of gRPC's context that ends a call with an error."""

    async def abort(
        self, code: grpc.StatusCode, details: str = "", trailing_metadata: tuple[tuple[str, bytes], ...] = ()
    ) -> None:
        """End the call; never returns."""


class InitializationFailedError(Exception):
    """The resource exists, but its operation failed: the engine keeps it in the state and marks it as failed."""

    def __init__(self, id_: str, properties: struct_pb2.Struct, inputs: struct_pb2.Struct, reason: str) -> None:
        reason = without_signature(reason)
        super().__init__(reason)
        self._failure = provider_pb2.ErrorResourceInitFailed(
            id=id_, properties=properties, reasons=[reason], inputs=inputs
        )

    def details(self) -> bytes:
        """Return the status with the failure as its detail, as gRPC carries it."""
        status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=str(self))
        status.details.add().Pack(self._failure)
        return status.SerializeToString()


def readable(
    handler: Callable[[_Servicer, _Request, AbortContext], Awaitable[_Response]],
) -> Callable[[_Servicer, _Request, AbortContext], Awaitable[_Response]]:
    """Return the handler of a call with its errors turned into answers.

    What can be expected to happen ends the call as UNKNOWN with the error's own text, as the official plugin's errors
    do; anything else as INTERNAL with its type and text. A signed address is told without its signature.
    """

    @functools.wraps(handler)
    async def answer(servicer: _Servicer, request: _Request, context: AbortContext) -> _Response:
        try:
            return await handler(servicer, request, context)
        except InitializationFailedError as error:
            await context.abort(grpc.StatusCode.UNKNOWN, str(error), ((_DETAILS, error.details()),))
            raise
        except _EXPECTED as error:
            await context.abort(grpc.StatusCode.UNKNOWN, without_signature(str(error)))
            raise
        except grpc.aio.AbortError:
            raise
        except Exception as error:
            text = f"internal error of the stand-in plugin: {type(error).__name__}: {error}"
            await context.abort(grpc.StatusCode.INTERNAL, without_signature(text))
            raise

    return answer
