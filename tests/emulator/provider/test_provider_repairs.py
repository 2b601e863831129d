"""What fails half-way through a deployment is kept by the real engine, and the next one repairs it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tests.end_to_end.own_emulator import own_emulator
from tools.engine.obtain import obtain

pytestmark = pytest.mark.end_to_end

PROGRAM = """
import pulumi
from pulumi_azure_native import compute

place = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
gallery = compute.Gallery("gallery", gallery_name="repaired", **place)
definition = compute.GalleryImage(
    "definition", gallery_name=gallery.name, gallery_image_name="ubuntu", os_type="Linux", os_state="Specialized",
    identifier={"publisher": "contoso", "offer": "ubuntu", "sku": "repaired"}, **place)
machine = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup/providers/" \\
    "Microsoft.Compute/virtualMachines/myVM"
version = compute.GalleryImageVersion(
    "version", gallery_name=gallery.name, gallery_image_name=definition.name, gallery_image_version_name="1.0.0",
    publishing_profile={"target_regions": [{"name": "China East 2"}, {"name": "China North"}]},
    storage_profile={"source": {"virtual_machine_id": machine}}, **place)
pulumi.export("state", version.provisioning_state)
"""


@pytest.fixture
def local_pulumi(tmp_path: Path) -> Iterator[LocalPulumi]:
    """Return a set-up of the test's own, with the walk-through's sources."""
    with own_emulator(obtain(), tmp_path) as pulumi:
        yield pulumi


def state_of(pulumi: LocalPulumi, program: Path) -> dict[str, Any]:
    """Return what the stack's state has about the version."""
    exported = json.loads(pulumi.run("stack", "export", "--stack", "repair", cwd=program).stdout)
    (version,) = (item for item in exported["deployment"]["resources"] if item["urn"].endswith("::version"))
    return dict(version)


def test_a_version_that_failed_in_one_region_is_kept_and_repaired(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """`pulumi up` fails with Azure's message and keeps the version; the next one updates it; the third does nothing."""
    program = tmp_path / "program"
    program.mkdir()
    (program / "Pulumi.yaml").write_text(
        f"name: repair\nruntime: {{name: python, options: {{virtualenv: {ROOT / '.venv'}}}}}\n"
    )
    (program / "__main__.py").write_text(PROGRAM)
    plan = {"rules": [{"fault": "replicationFailure", "regions": ["chinanorth"], "count": 1}]}
    httpx.put(f"{local_pulumi.address}/emulator/faults", json=plan).raise_for_status()
    local_pulumi.run("stack", "select", "--create", "repair", cwd=program)
    failed = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "repair", cwd=program)
    assert failed.returncode != 0
    assert "Gallery replication jobs failed in one or more regions" in failed.stdout, failed.stdout + failed.stderr
    kept = state_of(local_pulumi, program)
    assert kept["outputs"]["provisioningState"] == "Failed"
    assert len(kept["initErrors"]) == 1
    repaired = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "repair", cwd=program)
    assert repaired.returncode == 0, repaired.stdout + repaired.stderr
    assert "1 updated" in repaired.stdout
    assert "initErrors" not in state_of(local_pulumi, program)
    again = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", "repair", cwd=program)
    assert "4 unchanged" in again.stdout, again.stdout
