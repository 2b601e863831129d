"""An emulator for each test that asks for one, and the engine for those that end in a preview."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.cli.gallery_command import Emulator
from tests.end_to_end.conftest import engine, local_pulumi

__all__ = ["emulator", "engine", "local_pulumi", "serve"]

READY = "gallery-emulator: ready on "


@pytest.fixture
def serve() -> Iterator[Callable[..., Emulator]]:
    """Return a function that starts `gallery-emulator serve` with more arguments and waits until it is ready."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> Emulator:
        command = [sys.executable, "-m", "compute_gallery_emulator", "serve", "--retry-after", "0.05", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        running.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith(READY), line
        return Emulator(line.removeprefix(READY).strip(), process)

    yield begin
    for process in running:
        process.terminate()
        process.communicate(timeout=10)


@pytest.fixture
def emulator(serve: Callable[..., Emulator]) -> Emulator:
    """Return an emulator without waiting times."""
    return serve()
