"""A set-up of its own for each worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.clone import Clone
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tools.engine.engine_error import EngineError
from tools.engine.obtain import Engine, obtain
from tools.local import emulator, shell
from tools.local.folder import LocalFolder
from tools.local.sources import create_sources
from tools.sdk.build import sdk_tools


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine that `make up` would use."""
    return obtain()


@pytest.fixture(scope="session")
def tools(engine: Engine) -> Path:
    """The folder with the generator of SDKs and the YAML host; skipped only where the engine was not built here."""
    try:
        return sdk_tools()
    except EngineError as error:
        if engine.program_runner:
            raise
        pytest.skip(f"no Go to build the generator of SDKs with: {error}")


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


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """A clone whose environment is made, so that each test meets its own trouble only."""
    made = Clone.of_checkout(tmp_path_factory.mktemp("clone"))
    assert made.sh("make environment").returncode == 0
    yield made
    made.down()
