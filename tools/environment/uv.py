"""The installer of the environment: the user's `uv` when there is one, else the pinned one from PyPI."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.environment.cache import cache_folder, locked, placed_whole

__all__ = ["UvError", "find_uv", "uv_environment"]

LOCK = Path(__file__).with_name("uv.lock")


class UvError(Exception):
    """No uv on this machine, and none to be had; the text says what to do."""


def find_uv() -> Path:
    """Path of a `uv` to use: PATH first, else PyPI's, kept in the user's cache. Raises UvError."""
    on_path = shutil.which("uv")
    if on_path:
        return Path(on_path)
    folder = cache_folder() / f"uv-{pinned_version()}"
    uv = folder / "bin" / "uv"
    with locked(folder.with_suffix(".lock"), "uv"):
        if not uv.exists():
            with placed_whole(folder) as fresh:
                install(fresh)
    return uv


def uv_environment() -> dict[str, str]:
    """The environment for uv: it trusts the machine's own certificates, as networks that inspect their traffic need.

    Both names of the switch are given, for a newer and for an older uv of the user's.
    """
    return {**os.environ, "UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}


def pinned_version() -> str:
    """The version that uv.lock names."""
    return LOCK.read_text().split("==", 1)[1].split()[0]


def install(folder: Path) -> None:
    """Install the pinned uv into a folder with pip; a Python without pip lends one through a virtual environment."""
    for python in (Path(sys.executable), lent_python(folder)):
        if python and runs(python, "-m", "pip", "--version"):
            command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes"]
            quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
            done = subprocess.run(
                [*command, "--target", str(folder), "-r", str(LOCK)], check=False, env={**os.environ, **quiet}
            )
            if done.returncode:
                raise UvError("pip could not install uv from PyPI (its own words stand above)")
            return
    raise UvError(
        f"{sys.executable} has neither pip nor ensurepip, so uv cannot be installed: "
        "install uv, or Python's venv package (Debian and Ubuntu: apt install python3-venv)"
    )


def lent_python(folder: Path) -> Path | None:
    """A Python with pip in a virtual environment of its own, or None where Python cannot make one."""
    environment = folder / "pip"
    return environment / "bin" / "python" if runs(Path(sys.executable), "-m", "venv", str(environment)) else None


def runs(python: Path, *arguments: str) -> bool:
    """Whether a command of this Python exits with 0."""
    return subprocess.run([python, *arguments], check=False, capture_output=True).returncode == 0
