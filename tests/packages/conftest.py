"""The wheels, installed into an environment that knows nothing of the checkout."""

import pytest

from tests.end_to_end.conftest import engine, local_pulumi
from tests.end_to_end.own_environment import own_environment
from tests.packages.installation import Installation
from tools.wheels.build import ROOT, build_wheels

__all__ = ["engine", "installed", "local_pulumi"]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """All wheels in one new environment, with the dependencies that they name themselves, as the lock pins them."""
    folder = tmp_path_factory.mktemp("installed")
    wheels = build_wheels(folder / "wheels")
    environment = folder / "environment"
    own_environment(environment, "--constraint", ROOT / "requirements.lock", *wheels)
    return Installation(folder, environment, wheels)
