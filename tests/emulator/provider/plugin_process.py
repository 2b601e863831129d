"""The plugin's own process, spoken to over gRPC as Pulumi's engine does, and an emulator for it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import grpc
from google.protobuf import struct_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc, status_pb2

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.values import NO_MARKS, SecretMarks, encode

__all__ = ["Plugin", "error_text", "failed_initialization", "running_emulator", "running_plugin", "trailing_metadata"]

_BACKEND = "file:///nowhere/state"
_ROOMY_METADATA = [("grpc.max_metadata_size", 1 << 20), ("grpc.absolute_max_metadata_size", 1 << 20)]


@dataclass
class Plugin:
    """The plugin's process, and the calls that tests need most, in plain values."""

    stub: provider_pb2_grpc.ResourceProviderStub
    process: "subprocess.Popen[str]"

    @staticmethod
    def urn(token: str, name: str) -> str:
        """Return the URN of a resource of a test stack."""
        return f"urn:pulumi:test::project::{token}::{name}"

    def configure(self, **settings: str) -> None:
        """Configure as the engine does."""
        variables = {f"azure-native:config:{name}": value for name, value in settings.items()}
        self.stub.Configure(provider_pb2.ConfigureRequest(variables=variables, acceptSecrets=True))

    def check(
        self, token: str, name: str, inputs: JsonObject, olds: JsonObject | None = None, seed: bytes = b"seed"
    ) -> provider_pb2.CheckResponse:
        """Check inputs."""
        request = provider_pb2.CheckRequest(
            urn=self.urn(token, name), news=encode(inputs), olds=encode(olds or {}), randomSeed=seed
        )
        answer: provider_pb2.CheckResponse = self.stub.Check(request)
        return answer

    def create(
        self, token: str, name: str, inputs: JsonObject, marks: SecretMarks = NO_MARKS, timeout: float = 0.0
    ) -> tuple[str, struct_pb2.Struct]:
        """Check inputs and create the resource."""
        urn = self.urn(token, name)
        checked = self.stub.Check(provider_pb2.CheckRequest(urn=urn, news=encode(inputs, marks), randomSeed=b"seed"))
        assert not checked.failures, list(checked.failures)
        created = self.stub.Create(
            provider_pb2.CreateRequest(urn=urn, properties=checked.inputs, timeout=timeout), timeout=60
        )
        return created.id, created.properties


@contextmanager
def running_emulator(data: Path, *arguments: str, replication_seconds: float) -> Iterator[str]:
    """Run an emulator, with more arguments, and yield its base address."""
    command = [sys.executable, "-m", "compute_gallery_emulator", "serve", "--port", "0", "--data", str(data)]
    command += ["--replication-seconds", str(replication_seconds), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


@contextmanager
def running_plugin(address: str, environment: Mapping[str, str], engine: str = "127.0.0.1:1") -> Iterator[Plugin]:
    """Run the plugin against an emulator's address, and yield it connected."""
    allowed = {
        "COMPUTE_GALLERY_EMULATOR": address,
        "COMPUTE_GALLERY_LOCAL_BACKEND": _BACKEND,
        "PULUMI_BACKEND_URL": _BACKEND,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARM_", "COMPUTE_GALLERY_"))}
    command = [sys.executable, "-m", "compute_gallery_emulator.provider", engine]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**kept, **allowed, **environment}
    ) as process:
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            with grpc.insecure_channel(f"127.0.0.1:{port}", options=_ROOMY_METADATA) as channel:
                yield Plugin(provider_pb2_grpc.ResourceProviderStub(channel), process)
        finally:
            process.terminate()


def error_text(error: grpc.RpcError) -> str:
    """Return the sentence that a call ended with."""
    return error.details() or ""


def trailing_metadata(error: grpc.RpcError) -> dict[str, str | bytes]:
    """Return what the plugin sent after its answer."""
    return {item.key: item.value for item in error.trailing_metadata() or ()}


def failed_initialization(error: grpc.RpcError) -> provider_pb2.ErrorResourceInitFailed:
    """Return the partial state that a failed call carries."""
    details = trailing_metadata(error)["grpc-status-details-bin"]
    assert isinstance(details, bytes)
    status = status_pb2.Status.FromString(details)
    failure = provider_pb2.ErrorResourceInitFailed()
    assert status.details[0].Unpack(failure)
    return failure
