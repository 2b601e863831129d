"""Everything that a release consists of, in one folder."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.environment.cache import placed_whole
from tools.publish.folder import write_folder
from tools.publish.plugin_folder import write_plugin
from tools.release.archive import write_archive
from tools.release.sbom import bill_of_materials
from tools.release.version import ReleaseError, notes, version
from tools.site.__main__ import build_site
from tools.wheels.build import build_wheels

__all__ = ["build_release"]

ROOT = Path(__file__).parents[2]
SUMS = "SHA256SUMS"

FOLDERS: Mapping[str, Callable[[Path], None]] = {
    "plugin": write_plugin,
    "policy-folder": lambda folder: write_folder(folder, None),
    "docs": build_site,
}
"""What is published as an archive, and what writes it as a folder."""


def build_release(out: Path) -> None:
    """Write the release of this checkout into a folder that is new, empty, or a release already.

    All of it appears at once. Raises ReleaseError, and what the builders raise.
    """
    if out.exists() and not (out / SUMS).exists() and (not out.is_dir() or any(out.iterdir())):
        raise ReleaseError(f"{out} is no release, and is not empty")
    told = notes(ROOT)
    with placed_whole(out.absolute()) as folder, tempfile.TemporaryDirectory() as workplace:
        folder.chmod(0o755)
        for wheel in build_wheels(Path(workplace, "wheels")):
            shutil.copy(wheel, folder)
        for name, write in FOLDERS.items():
            made = Path(workplace, name)
            write(made)
            write_archive(made, folder / f"azure-compute-gallery-{name}-{version(ROOT)}.tar.gz")
        bill = bill_of_materials(folder, version(ROOT), ROOT / "requirements.lock")
        (folder / f"azure-compute-gallery-{version(ROOT)}.cdx.json").write_text(bill, "utf-8")
        (folder / "NOTES.md").write_text(told, "utf-8")
        (folder / SUMS).write_text(_sums(folder), "utf-8")


def _sums(folder: Path) -> str:
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
