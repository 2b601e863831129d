"""A set-up with an emulator that behaves in its own way: slow, forgetful, full of faults."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tools.engine.obtain import Engine
from tools.local import emulator, shell
from tools.local.folder import LocalFolder
from tools.local.sources import create_sources

__all__ = ["OwnEmulator", "own_emulator", "restartable_emulator"]


@dataclass
class OwnEmulator:
    """An emulator that can be killed and started again, with options of `gallery-emulator serve`."""

    folder: LocalFolder
    options: tuple[str, ...]
    address: str = ""
    process: subprocess.Popen[str] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it on its file, and at the address that it had."""
        port = re.search(r":(\d+)$", self.address)
        self.process = emulator.launch(self.folder, int(port[1]) if port else 0, 0, *self.options)
        self.address = emulator.await_address(self.process) or ""
        assert self.address, emulator.reason(self.folder)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def own_emulator(engine: Engine, folder: Path, *options: str) -> Iterator[LocalPulumi]:
    """Start an emulator with options of `gallery-emulator serve`, and the walk-through's sources in it."""
    with restartable_emulator(engine, folder, *options) as (pulumi, _):
        yield pulumi


@contextmanager
def restartable_emulator(engine: Engine, folder: Path, *options: str) -> Iterator[tuple[LocalPulumi, OwnEmulator]]:
    """The same, with the emulator itself."""
    local = LocalFolder(folder / "local")
    local.prepare()
    running = OwnEmulator(local, options)
    try:
        running.start()
        create_sources(running.address, ROOT / "stacks" / "local.sources.yaml")
        shell.write_commands(local, engine)
        yield LocalPulumi(engine, local, running.address), running
    finally:
        running.kill()
