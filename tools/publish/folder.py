"""The folder of a pack that stands alone."""

import shutil
from pathlib import Path

from compute_gallery_policies.page import PAGES
from tools.publish.requirements import locked_requirements

__all__ = ["PublishError", "write_folder"]

ROOT = Path(__file__).parents[2]
PACKAGES = (ROOT / "policies" / "compute_gallery_policies", ROOT / "rules" / "compute_gallery_rules")
FILES = (ROOT / "LICENSE", ROOT / "policies" / "PulumiPolicy.yaml", ROOT / "policies" / "__main__.py")
SHARED_ENVIRONMENT = "virtualenv: ../.venv"
OWN_ENVIRONMENT = "virtualenv: venv"
CONFIGURED = "configured_policies()"


class PublishError(Exception):
    """The folder cannot be written; the text says why."""


def write_folder(out: Path, preset: str | None) -> None:
    """Write the pack with its rules and requirements into a folder that is empty or new.

    With a preset the environment of a run cannot choose another one. Raises PublishError, OSError.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PublishError(f"{out} is not an empty folder")
    out.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        shutil.copytree(package, out / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / PAGES, out / PAGES)
    for file in FILES:
        shutil.copy(file, out)
    _replace(out / "PulumiPolicy.yaml", SHARED_ENVIRONMENT, OWN_ENVIRONMENT)
    if preset:
        _replace(out / "__main__.py", CONFIGURED, f'gallery_policies("{preset}")')
        _replace(out / "__main__.py", "configured_policies", "gallery_policies")
    (out / "requirements.txt").write_text(locked_requirements(ROOT / "requirements.lock", "pulumi-policy"))
    (out / ".gitignore").write_text("venv/\n__pycache__/\n")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    if old not in text and new not in text:
        raise PublishError(f"{file.name} has no {old}")
    file.write_text(text.replace(old, new))
