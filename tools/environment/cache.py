"""Where things that a second clone can use again are kept, and how two runs at once stay out of each other's way."""

import contextlib
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["cache_folder", "kept", "locked", "pinned_version", "placed_whole"]


def cache_folder() -> Path:
    """The user's cache folder for this project (XDG_CACHE_HOME, else ~/.cache), created when missing."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "azure-compute-gallery"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def locked(file: Path, waiting_for: str) -> Iterator[None]:
    """Hold a lock on a file; say so when another run has it, and wait. The kernel frees it when its holder dies."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for another run that is preparing {waiting_for}", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def placed_whole(target: Path) -> Iterator[Path]:
    """Give a folder to fill, and put it in place in one step at the end: nothing half-made is ever seen."""
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}."
    for left_over in target.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    try:
        yield folder
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kept(name: str, lock: Path, make: Callable[[Path], None]) -> Path:
    """The user's copy of a package that a lock file pins: a folder by version, made whole when it is missing."""
    folder = cache_folder() / f"{name}-{pinned_version(lock)}"
    with locked(Path(f"{folder}.lock"), name):
        if not folder.exists():
            with placed_whole(folder) as fresh:
                make(fresh)
    return folder


def pinned_version(lock: Path) -> str:
    """The version of the one package that a lock file names."""
    return lock.read_text().split("==", 1)[1].split()[0]
