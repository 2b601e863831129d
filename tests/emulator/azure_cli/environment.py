"""The Azure CLI from PyPI, in an environment of its own: it pins an older azure-mgmt-compute than the tests use."""

import sys
from pathlib import Path

from tools.environment.packages import kept_packages

__all__ = ["install_azure_cli"]

LOCK = Path(__file__).with_name("azure-cli.lock")


def install_azure_cli(folder: Path) -> None:
    """Write `az` into a folder. Its packages are fetched once, and kept in the user's cache."""
    packages = kept_packages("azure-cli", LOCK)
    folder.mkdir()
    az = folder / "az"
    az.write_text(f'#!/bin/sh\nPYTHONPATH="{packages}" exec "{sys.executable}" -m azure.cli "$@"\n', encoding="utf-8")
    az.chmod(0o755)
