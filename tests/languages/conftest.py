"""The engine and the emulator of the end-to-end tests, with the hosts of other languages beside them."""

import os
import shlex
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import engine, local_pulumi, tools
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

__all__ = ["engine", "local_pulumi", "polyglot", "tools"]

HOST = Path(__file__).with_name("program_host.py")


@pytest.fixture(scope="session")
def polyglot(local_pulumi: LocalPulumi, tools: Path) -> LocalPulumi:
    """The set-up with a host for each language: a released engine's own, or ours for a built one."""
    if not local_pulumi.engine.program_runner:
        return local_pulumi
    for language in ("go", "nodejs"):
        command = shlex.join(["env", f"PYTHONPATH={ROOT}", sys.executable, str(HOST), language])
        local_pulumi.folder.write_command(f"pulumi-language-{language}", f'#!/bin/sh\nexec {command} "$@"\n')
    path = os.pathsep.join([local_pulumi.environment["PATH"], str(local_pulumi.folder.bin), str(tools)])
    return local_pulumi.with_environment({"PATH": path})
