"""The folder of a policy pack that stands alone."""

import shutil
from pathlib import Path

from compute_gallery_policies.page import PAGES
from tools.publish.own_folder import ROOT, PublishError, own_folder, replace
from tools.publish.requirements import locked_requirements

__all__ = ["PublishError", "write_folder"]

PACKAGES = (ROOT / "policies" / "compute_gallery_policies", ROOT / "rules" / "compute_gallery_rules")
CONFIGURED = "configured_policies()"


def write_folder(out: Path, preset: str | None) -> None:
    """Write the pack with its rules and requirements into a folder that is empty or new.

    With a preset the environment of a run cannot choose another one. Raises PublishError, OSError.
    """
    with own_folder(out, ROOT / "policies" / "PulumiPolicy.yaml") as folder:
        for package in PACKAGES:
            shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / PAGES, folder / PAGES)
        if preset:
            replace(folder / "__main__.py", CONFIGURED, f'gallery_policies("{preset}")')
            replace(folder / "__main__.py", "configured_policies", "gallery_policies")
        (folder / "requirements.txt").write_text(locked_requirements(ROOT / "requirements.lock", "pulumi-policy"))
