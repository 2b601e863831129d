"""A set-up with an emulator that behaves in its own way: slow, forgetful, full of faults."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tools.engine.obtain import Engine
from tools.local import emulator, shell
from tools.local.folder import LocalFolder
from tools.local.sources import create_sources

__all__ = ["own_emulator"]


@contextmanager
def own_emulator(engine: Engine, folder: Path, *options: str) -> Iterator[LocalPulumi]:
    """Start an emulator with options of `gallery-emulator serve`, and the walk-through's sources in it."""
    local = LocalFolder(folder / "local")
    local.prepare()
    process = emulator.launch(local, 0, 0, *options)
    try:
        address = emulator.await_address(process)
        assert address
        create_sources(address, ROOT / "stacks" / "local.sources.yaml")
        shell.write_commands(local, engine)
        yield LocalPulumi(engine, local, address)
    finally:
        process.kill()
        process.wait()
