"""Archives that have the same bytes whenever and wherever they are made."""

import gzip
import os
import tarfile
from pathlib import Path

__all__ = ["moment", "write_archive"]

EPOCH = 1580601600
"""The time of files where SOURCE_DATE_EPOCH is not set: the one that hatchling gives to what is in a wheel."""


def moment() -> int:
    """Return the time of everything in a release, in seconds since 1970."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or EPOCH)


def write_archive(folder: Path, archive: Path) -> None:
    """Write a folder as a .tar.gz in which everything stands below the archive's own name."""
    top = archive.name.removesuffix(".tar.gz")
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=moment()) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(folder.rglob("*")):
            entry = tar.gettarinfo(path, f"{top}/{path.relative_to(folder).as_posix()}")
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = moment(), 0, 0, "", ""
            entry.mode = 0o755 if entry.isdir() else 0o644
            if entry.isfile():
                with path.open("rb") as content:
                    tar.addfile(entry, content)
            else:
                tar.addfile(entry)
