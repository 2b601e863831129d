"""Files that are written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError

__all__ = ["write_whole"]


def write_whole(path: Path, text: str, *, replace: bool) -> None:
    """Write a text beside the file and rename it there; a file that is there keeps its permissions.

    Raises GalleryError where that is not possible, or where the file is there and may not be replaced.
    """
    target = path.resolve() if path.is_symlink() else path
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask()
        if target.exists() and not replace:
            raise GalleryError(f"{path}: is there already. Write --force to replace it.", ExitStatus.FILE)
        number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise GalleryError(f"{path}: cannot be written: {error.strerror}.", ExitStatus.FILE) from error


def umask() -> int:
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
