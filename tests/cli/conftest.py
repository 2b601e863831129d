"""An emulator for each test that asks for one, and the engine for those that end in a preview."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.cli.gallery_command import Emulator
from tests.end_to_end.conftest import engine, local_pulumi

__all__ = ["emulator", "engine", "local_pulumi", "module_serve", "serve"]

READY = "gallery-emulator: ready on "


@contextmanager
def emulators() -> Iterator[Callable[..., Emulator]]:
    """Yield a function that starts `gallery-emulator serve` with more arguments and waits until it is ready."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> Emulator:
        command = [sys.executable, "-m", "compute_gallery_emulator", "serve", "--retry-after", "0.05", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        running.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith(READY), line
        return Emulator(line.removeprefix(READY).strip(), process)

    try:
        yield begin
    finally:
        for process in running:
            process.terminate()
            process.communicate(timeout=10)


@pytest.fixture
def serve() -> Iterator[Callable[..., Emulator]]:
    """Return a function that starts an emulator with more arguments."""
    with emulators() as begin:
        yield begin


@pytest.fixture(scope="module")
def module_serve() -> Iterator[Callable[..., Emulator]]:
    """Return what `serve` returns, for emulators that the tests of a module share."""
    with emulators() as begin:
        yield begin


@pytest.fixture
def emulator(serve: Callable[..., Emulator]) -> Emulator:
    """Return an emulator without waiting times."""
    return serve()
