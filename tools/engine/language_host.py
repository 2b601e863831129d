"""Runs Python programs, policy packs and plugins for an engine that was built from source.

Releases of Pulumi carry `pulumi-language-python`; no package registry does. This is the part of its protocol
(pulumirpc.LanguageRuntime) that `preview`, `up`, `destroy`, policy packs and component plugins use.
Started as `language_host.py PROGRAM_RUNNER ENGINE_ADDRESS`, prints its port on the first line of standard output.
"""

import json
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TypeAlias

import grpc
from google.protobuf import empty_pb2

from compute_gallery_emulator.bare_protocol import leave_out_sdk

if __name__ == "__main__":
    leave_out_sdk()

from pulumi.runtime.proto import language_pb2 as messages  # from here on the protocol only
from pulumi.runtime.proto import language_pb2_grpc, plugin_pb2

Context: TypeAlias = grpc.ServicerContext

BAIL = 32
"""Exit status of a program that has already told its user what is wrong."""

SECONDS_BETWEEN_LOOKS = 5.0
"""How often the engine is looked for."""


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Answers the engine; each program or plugin is a process of its own, ended when the engine hangs up."""

    def __init__(self, runner: Path, engine: str) -> None:
        self._runner = runner
        self._engine = engine

    def Handshake(
        self, request: messages.LanguageHandshakeRequest, context: Context
    ) -> messages.LanguageHandshakeResponse:
        """The engine says where it is."""
        self._engine = request.engine_address or self._engine
        return messages.LanguageHandshakeResponse()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: Context) -> plugin_pb2.PluginInfo:
        """This host's own version."""
        return plugin_pb2.PluginInfo(version="1.0.0")

    def GetRequiredPackages(
        self, request: messages.GetRequiredPackagesRequest, context: Context
    ) -> messages.GetRequiredPackagesResponse:
        """Which plugins a program needs: none is named, so that the engine asks for one when a resource needs it."""
        return messages.GetRequiredPackagesResponse()

    def About(self, request: messages.AboutRequest, context: Context) -> messages.AboutResponse:
        """For `pulumi about`."""
        return messages.AboutResponse(executable=python_of(request.info), version=sys.version.split()[0])

    def GetProgramDependencies(
        self, request: messages.GetProgramDependenciesRequest, context: Context
    ) -> messages.GetProgramDependenciesResponse:
        """For `pulumi about`: the environment is described by requirements.lock."""
        return messages.GetProgramDependenciesResponse()

    def InstallDependencies(
        self, request: messages.InstallDependenciesRequest, context: Context
    ) -> Iterator[messages.InstallDependenciesResponse]:
        """For `pulumi install`."""
        yield messages.InstallDependenciesResponse(stdout=b"Dependencies come from the environment; nothing to do\n")

    def RuntimeOptionsPrompts(
        self, request: messages.RuntimeOptionsRequest, context: Context
    ) -> messages.RuntimeOptionsResponse:
        """For `pulumi new`: nothing to ask."""
        return messages.RuntimeOptionsResponse()

    def Cancel(self, request: empty_pb2.Empty, context: Context) -> empty_pb2.Empty:
        """The engine ends what it started by hanging up."""
        return empty_pb2.Empty()

    def Run(self, request: messages.RunRequest, context: Context) -> messages.RunResponse:
        """Run a program."""
        words = [word for name, value in self.options(request).items() for word in (f"--{name}", value)]
        entry = request.info.entry_point or "."
        program = str(Path(request.info.program_directory or request.pwd) / entry)
        try:
            python = python_of(request.info)
            command = [python, "-u", str(self._runner), *words, program, *request.args]
            return ended(start(command, configuration(request), context))
        except OSError as error:
            return messages.RunResponse(error=str(error))

    def options(self, request: messages.RunRequest) -> dict[str, str]:
        """Say what a program is told about its run, by the names that Pulumi's runner for Python takes."""
        options = {
            "monitor": request.monitor_address,
            "engine": self._engine,
            "project": request.project,
            "stack": request.stack,
            "pwd": request.info.program_directory or request.pwd,
            "parallel": str(request.parallel),
            "root_directory": request.info.root_directory,
            "organization": request.organization,
            "dry_run": str(request.dryRun).lower(),
        }
        return {name: value for name, value in options.items() if value}

    def RunPlugin(self, request: messages.RunPluginRequest, context: Context) -> Iterator[messages.RunPluginResponse]:
        """Run a policy pack or a plugin, and hand its output to the engine."""
        is_policy_pack = request.kind == "analyzer"
        module = ["-m", "pulumi.policy"] if is_policy_pack else [request.info.program_directory]
        command = [python_of(request.info), "-u", *module, *request.args]
        if is_policy_pack and request.info.program_directory not in request.args:
            command.append(request.info.program_directory)
        environment = dict(line.split("=", 1) for line in request.env)
        process = start(command, environment, context, cwd=request.pwd, pipes=True)
        with process:
            yield from outputs_of(process)
            yield messages.RunPluginResponse(exitcode=process.wait())


def python_of(info: messages.ProgramInfo) -> str:
    """The interpreter for a program: its `virtualenv` option, else a `venv` beside it, else the one on PATH."""
    option = str(info.options["virtualenv"]) if "virtualenv" in info.options else ""
    folder = Path(info.root_directory, option or "venv")
    python = folder / "bin" / "python"
    if python.exists():
        return str(python)
    if option:
        raise FileNotFoundError(f"the virtualenv option of {info.root_directory} names {folder}, which has no Python")
    return shutil.which("python3") or sys.executable


def configuration(request: messages.RunRequest) -> dict[str, str]:
    """The stack's configuration, as a program's environment holds it."""
    return {
        "PULUMI_CONFIG": json.dumps(dict(request.config)),
        "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(request.configSecretKeys)),
    }


def ended(program: subprocess.Popen[bytes]) -> messages.RunResponse:
    """Wait for a program, and say how it ended."""
    with program:
        status = program.wait()
    if status == BAIL:
        return messages.RunResponse(bail=True)
    return messages.RunResponse(error=f"Program exited with non-zero exit code: {status}" if status else "")


def start(
    command: list[str],
    environment: Mapping[str, str],
    context: Context,
    cwd: str | None = None,
    *,
    pipes: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a process that ends when the engine hangs up."""
    pipe = subprocess.PIPE if pipes else None
    process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **environment}, stdout=pipe, stderr=pipe)

    def end() -> None:
        if process.poll() is None:
            process.terminate()

    context.add_callback(end)
    return process


def outputs_of(process: subprocess.Popen[bytes]) -> Iterator[messages.RunPluginResponse]:
    """What a process prints, as it comes: the first line of a plugin is its port, which the engine waits for."""
    lines: queue.SimpleQueue[messages.RunPluginResponse | None] = queue.SimpleQueue()

    def read(stream: IO[bytes] | None, response: Callable[[bytes], messages.RunPluginResponse]) -> None:
        for line in stream or ():
            lines.put(response(line))
        lines.put(None)

    readers = (
        (process.stdout, lambda line: messages.RunPluginResponse(stdout=line)),
        (process.stderr, lambda line: messages.RunPluginResponse(stderr=line)),
    )
    for reader in readers:
        threading.Thread(target=read, args=reader, daemon=True).start()
    for _ in readers:
        yield from iter(lines.get, None)


def end_with(engine: str) -> None:
    """End this process when the engine, once it has answered, answers no more: one that was killed ends nobody."""
    address, port = engine.rsplit(":", 1)
    has_answered = False
    while True:
        try:
            socket.create_connection((address, int(port)), SECONDS_BETWEEN_LOOKS).close()
            has_answered = True
        except ConnectionRefusedError:
            if has_answered:
                os._exit(1)
        except OSError:  # too slow, or no socket to be had: that says nothing about the engine
            pass
        time.sleep(SECONDS_BETWEEN_LOOKS)


def serve(host: LanguageHost) -> None:
    """Serve until the engine ends this process."""
    no_limit = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
    server = grpc.server(ThreadPoolExecutor(max_workers=32), options=no_limit)
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    # The engine starts its hosts apart from the terminal, and ends them by a signal.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: os._exit(0))
    while True:
        signal.pause()


if __name__ == "__main__":
    threading.Thread(target=end_with, args=[sys.argv[-1]], daemon=True).start()
    serve(LanguageHost(Path(sys.argv[1]), sys.argv[-1]))
