"""A copy of one example, on a stack of its own, with the plugin of this checkout."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import yaml

from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

__all__ = ["SDK", "check_deployment", "copied", "run"]

SDK = Path("sdks", "azure-compute-gallery")
"""Where `pulumi install` writes the SDK."""


def copied(language: str, folder: Path) -> Path:
    """Copy what belongs to an example, without what was made in it; its plugin is the one of this checkout."""
    made = shutil.ignore_patterns("node_modules", "sdks", "bin", "obj", "Pulumi.*.yaml")
    example = Path(shutil.copytree(ROOT / "examples" / language, folder / language, ignore=made))
    project = yaml.safe_load((example / "Pulumi.yaml").read_text())
    assert (
        ROOT / "examples" / language / project["packages"]["azure-compute-gallery"]
    ).resolve() == ROOT / "components"
    project["packages"]["azure-compute-gallery"] = str(ROOT / "components")
    (example / "Pulumi.yaml").write_text(yaml.safe_dump(project, sort_keys=False))
    return example


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> None:
    """Run a command in a folder, which must succeed."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def check_deployment(local: LocalPulumi, example: Path, gallery: str) -> None:
    """Deploy an example: one version in its gallery, in the two regions that it names, whose id is the output."""
    deployment = Deployment(local, example, "dev")
    local.run("stack", "select", "--create", "dev", cwd=example)
    deployment.pulumi("up", "--yes", "--skip-preview")
    (version,) = (one for one in deployment.resources() if one["type"].endswith(":GalleryImageVersion"))
    assert version["id"].endswith(f"/galleries/{gallery}/images/ubuntu/versions/1.0.0")
    regions = version["inputs"]["publishingProfile"]["targetRegions"]
    assert [(one["name"], one["regionalReplicaCount"]) for one in regions] == [("China East 2", 1), ("China North", 2)]
    assert json.loads(deployment.pulumi("stack", "output", "--json")) == {"version": version["id"]}
