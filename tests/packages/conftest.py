"""The wheels, installed into an environment that knows nothing of the checkout."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import engine, local_pulumi
from tests.packages.installation import Installation
from tools.environment.uv import find_uv, uv_environment
from tools.wheels.build import ROOT, build_wheels

__all__ = ["engine", "installed", "local_pulumi"]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """All wheels in one new environment, with the dependencies that they name themselves, as the lock pins them."""
    folder = tmp_path_factory.mktemp("installed")
    wheels = build_wheels(folder / "wheels")
    environment, uv = folder / "environment", find_uv()
    install: list[str | Path] = ["pip", "install", "--quiet", "--python", environment / "bin" / "python"]
    commands: list[list[str | Path]] = [
        [uv, "venv", "--quiet", "--python", sys.executable, environment],
        [uv, *install, "--constraint", ROOT / "requirements.lock", *wheels],
    ]
    for command in commands:
        subprocess.run(command, check=True, cwd=folder, env=uv_environment())
    return Installation(folder, environment, wheels)
