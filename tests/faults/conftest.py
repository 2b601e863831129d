"""One emulator for the tests of a worker, whose replication takes time, and what goes wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.conftest import engine
from tests.end_to_end.gallery_stack import GalleryStack
from tests.end_to_end.local_pulumi import LocalPulumi
from tests.end_to_end.own_emulator import OwnEmulator, restartable_emulator
from tools.engine.obtain import Engine

__all__ = ["Azure", "azure", "engine"]


@dataclass
class Azure:
    """A set-up whose Azure can be told to fail."""

    pulumi: LocalPulumi
    emulator: OwnEmulator
    folder: Path

    def stack(self, name: str) -> GalleryStack:
        """A new stack."""
        folder = self.folder / name
        folder.mkdir()
        return GalleryStack(self.pulumi, name, folder)

    def faults(self, *rules: dict[str, Any], seed: int = 0) -> None:
        """Say what goes wrong from now on."""
        plan = {"seed": seed, "rules": [*rules]}
        httpx.put(f"{self.pulumi.address}/emulator/faults", json=plan, trust_env=False).raise_for_status()

    def happened(self) -> int:
        """How often something went wrong since it was said."""
        answer = httpx.get(f"{self.pulumi.address}/emulator/faults", trust_env=False)
        return sum(answer.json()["happened"])

    def advance(self, seconds: float) -> None:
        """Move Azure's clock forward."""
        body = {"advance_seconds": seconds}
        httpx.post(f"{self.pulumi.address}/emulator/clock", json=body, trust_env=False).raise_for_status()


@pytest.fixture(scope="module")
def azure(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azure]:
    """Return a set-up for the tests of a module, each of which has a stack and a gallery of its own."""
    folder = tmp_path_factory.mktemp("faults")
    with restartable_emulator(engine, folder, "--replication-seconds", "1") as (pulumi, emulator):
        yield Azure(pulumi, emulator, folder)
