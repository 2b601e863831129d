"""A running emulator and a configured plugin beside it."""

import uuid
from collections.abc import Iterator

import pytest

from tests.emulator.provider.plugin_process import Plugin, running_emulator, running_plugin


@pytest.fixture(scope="module")
def emulator_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the base address of a running emulator that finishes every operation at its first poll."""
    with running_emulator(tmp_path_factory.mktemp("emulator") / "data.db", replication_seconds=0) as address:
        yield address


@pytest.fixture(scope="module")
def plugin(emulator_address: str) -> Iterator[Plugin]:
    """Return a configured plugin."""
    with running_plugin(emulator_address, {}) as started:
        started.configure(location="chinaeast2")
        yield started


@pytest.fixture
def group(plugin: Plugin) -> str:
    """Return the name of a new resource group in chinaeast2."""
    name = f"rg-{uuid.uuid4().hex[:8]}"
    plugin.create("azure-native:resources:ResourceGroup", name, {"resourceGroupName": name})
    return name
