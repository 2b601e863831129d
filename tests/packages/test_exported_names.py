"""The public API of each package is what its `__all__` lists, and nothing else."""

import importlib
from types import ModuleType

import pytest

from tests.test_rooms import PACKAGES


@pytest.mark.parametrize("package", PACKAGES.values())
def test_public_names_are_the_listed_ones(package: str) -> None:
    """What a package has without an underscore, its modules aside, stands in `__all__`, and the other way round."""
    module = importlib.import_module(package)
    listed = set(getattr(module, "__all__", ()))
    public = {name for name in vars(module) if not name.startswith("_")}
    assert listed <= public
    assert {name for name in public - listed if not isinstance(getattr(module, name), ModuleType)} == set()
