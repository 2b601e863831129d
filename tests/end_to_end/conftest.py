"""A real engine, a real emulator and a file backend of their own for each worker."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tools.engine.obtain import Engine, obtain
from tools.local import emulator, shell
from tools.local.folder import LocalFolder
from tools.local.sources import create_sources

ROOT = Path(__file__).parents[2]
SECONDS = 240


@dataclass
class LocalPulumi:
    """Runs Pulumi commands on a set-up of its own, and talks to its emulator."""

    engine: Engine
    folder: LocalFolder
    address: str
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment that `make env` would print, for this set-up."""
        path = os.environ.get("PATH", "")
        return {**os.environ, **shell.variables(self.folder, self.engine, self.address, path), **self.extra}

    def run(self, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [self.engine.command, *arguments, "--non-interactive"],
            cwd=cwd,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def with_environment(self, extra: Mapping[str, str]) -> "LocalPulumi":
        """The same set-up with more variables."""
        return LocalPulumi(self.engine, self.folder, self.address, {**self.extra, **extra})


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine that `make up` would use."""
    return obtain()


@pytest.fixture(scope="session")
def local_pulumi(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPulumi]:
    """An emulator without waiting times, with the walk-through's sources in it."""
    folder = LocalFolder(tmp_path_factory.mktemp("local"))
    folder.prepare()
    address = emulator.start(folder)
    try:
        create_sources(address, ROOT / "stacks" / "local.sources.yaml")
        shell.write_commands(folder, engine)
        yield LocalPulumi(engine, folder, address)
    finally:
        emulator.stop(folder)
