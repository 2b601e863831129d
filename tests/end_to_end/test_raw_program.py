"""The policy pack judges plain azure-native programs too."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

pytestmark = pytest.mark.end_to_end

PROGRAM = Path(__file__).with_name("programs") / "raw_without_source_region"


def test_version_without_its_own_region_is_refused_by_name(local_pulumi: LocalPulumi) -> None:
    """S21: `pulumi preview` of a raw program fails with the rule's name, the resource and what to write."""
    local_pulumi.run("stack", "select", "--create", "raw", cwd=PROGRAM)
    done = local_pulumi.run("preview", "--stack", "raw", "--policy-pack", str(ROOT / "policies"), cwd=PROGRAM)
    assert done.returncode != 0
    assert "[mandatory]" in done.stdout
    assert "source-region-included  (azure-native:compute:GalleryImageVersion: version)" in done.stdout
    assert 'Write a target region "chinaeast2" as well' in done.stdout


def test_without_the_pack_the_emulator_refuses_as_azure_does(local_pulumi: LocalPulumi) -> None:
    """The same program, deployed without the pack, meets Azure's own error code and message."""
    stack = "raw-deployed"
    local_pulumi.run("stack", "select", "--create", stack, cwd=PROGRAM)
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", stack, cwd=PROGRAM)
    assert done.returncode != 0
    assert "InvalidParameter" in done.stdout
    assert "must contain the location of image version" in done.stdout
    exported = json.loads(local_pulumi.run("stack", "export", "--stack", stack, cwd=PROGRAM).stdout)
    types = [resource["type"] for resource in exported["deployment"]["resources"]]
    assert "azure-native:compute:GalleryImage" in types
    assert "azure-native:compute:GalleryImageVersion" not in types
