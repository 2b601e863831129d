"""A workbench for each module of tests: examples do not meet each other's galleries."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.conftest import engine
from tests.end_to_end.own_emulator import own_emulator
from tests.examples.workbench import Workbench
from tools.engine.obtain import Engine

__all__ = ["bench", "engine"]


@pytest.fixture(scope="module")
def bench(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A copy of the examples, with an emulator without waiting times."""
    folder = tmp_path_factory.mktemp("examples")
    with own_emulator(engine, folder) as local:
        yield Workbench.of_checkout(local, folder / "checkout")
