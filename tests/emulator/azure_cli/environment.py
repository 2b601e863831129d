"""The Azure CLI from PyPI, in an environment of its own: it pins an older azure-mgmt-compute than the tests use."""

import subprocess
import sys
from pathlib import Path

from tools.environment.cache import kept
from tools.environment.uv import find_uv, uv_environment

__all__ = ["install_azure_cli"]

LOCK = Path(__file__).with_name("azure-cli.lock")


def install_azure_cli(folder: Path) -> None:
    """Write `az` into a folder. Its packages are fetched once, and kept in the user's cache."""
    packages = kept(f"azure-cli-py{sys.version_info.major}{sys.version_info.minor}", LOCK, _fetch)
    folder.mkdir()
    az = folder / "az"
    az.write_text(f'#!/bin/sh\nPYTHONPATH="{packages}" exec "{sys.executable}" -m azure.cli "$@"\n', encoding="utf-8")
    az.chmod(0o755)


def _fetch(folder: Path) -> None:
    command = [str(find_uv()), "pip", "install", "--quiet", "--require-hashes", "--python", sys.executable]
    subprocess.run([*command, "--target", str(folder), "-r", str(LOCK)], check=True, env=uv_environment())
