"""Files that are written whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError

__all__ = ["write_whole"]


def write_whole(texts: Mapping[Path, str]) -> None:
    """Write each text beside its file, and when all are written rename them there.

    A file that is there is replaced, and keeps its permissions; a link stays one. Raises GalleryError where a file
    cannot be written; then none is.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            target = path.resolve() if path.is_symlink() else path
            try:
                beside[target] = written_beside(target, text)
            except OSError as error:
                raise GalleryError(f"{path}: cannot be written: {error.strerror}.", ExitStatus.FILE) from error
        for target, temporary in beside.items():
            try:
                temporary.replace(target)
            except OSError as error:
                raise GalleryError(f"{target}: cannot be written: {error.strerror}.", ExitStatus.FILE) from error
    finally:
        for temporary in beside.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def written_beside(target: Path, text: str) -> Path:
    """Write a text to a new file in the folder of another one; return its path."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask()
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink()
        raise
    return temporary


def umask() -> int:
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
