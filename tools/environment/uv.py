"""The installer of the environment: the user's `uv` when there is one, else the pinned one from PyPI."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.environment.cache import kept

__all__ = ["UvError", "find_uv", "uv_environment"]

LOCK = Path(__file__).with_name("uv.lock")


class UvError(Exception):
    """No uv on this machine, and none to be had; the text says what to do."""


def find_uv() -> Path:
    """Path of a `uv`: the one on PATH if it is new enough, else PyPI's, kept in the user's cache. Raises UvError."""
    on_path = shutil.which("uv")
    if on_path and runs(Path(on_path), "venv", "--clear", "--help"):
        return Path(on_path)
    return kept("uv", LOCK, install) / "bin" / "uv"


def uv_environment() -> dict[str, str]:
    """The environment for uv: it trusts the machine's own certificates, as networks that inspect their traffic need.

    Both names of the switch are given, for a newer and for an older uv of the user's.
    """
    return {**os.environ, "UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}


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


def runs(program: Path, *arguments: str) -> bool:
    """Whether a program exits with 0."""
    return subprocess.run([program, *arguments], check=False, capture_output=True).returncode == 0
