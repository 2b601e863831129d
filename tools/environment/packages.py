"""Packages that are no part of the environment, because they are large or pin what it pins otherwise."""

import subprocess
import sys
from pathlib import Path

from tools.environment.cache import kept
from tools.environment.uv import find_uv, uv_environment

__all__ = ["kept_packages"]


def kept_packages(name: str, lock: Path) -> Path:
    """Return a folder for PYTHONPATH with the packages of a lock file, fetched once into the user's cache.

    The first version that the lock names is in the folder's name. Raises UvError, CalledProcessError.
    """

    def fetch(folder: Path) -> None:
        command = [str(find_uv()), "pip", "install", "--quiet", "--require-hashes", "--python", sys.executable]
        subprocess.run([*command, "--target", str(folder), "-r", str(lock)], check=True, env=uv_environment())

    return kept(f"{name}-py{sys.version_info.major}{sys.version_info.minor}", lock, fetch)
