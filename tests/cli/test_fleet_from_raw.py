"""A gallery of plain azure-native resources becomes a fleet, as docs/fleet.md says, with the real engine."""

from pathlib import Path

import pytest
import yaml

from tests.cli.fleets import FleetCommand
from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.soak]

PREFIX = "rawfleet"
GROUPS = {"debian": ["debian"], "ubuntu": ["ubuntu"]}


def test_plain_resources_become_a_fleet(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Out of one state, adopted into another, moved into stacks of their own: nothing changes in Azure on the way."""
    raw = Deployment.of_program(local_pulumi, "raw_estate", tmp_path)
    raw.pulumi("up", "--yes", "--skip-preview")
    fleet = FleetCommand(local_pulumi, tmp_path / "fleet.yaml")

    for one in reversed(raw.resources()):
        raw.pulumi("state", "delete", one["urn"], "--yes")
    assert raw.resources() == []

    out = Path("stacks") / f"Pulumi.{PREFIX}.yaml"
    project = local_pulumi.project
    adopted = fleet.gallery("adopt", "rawEstate", "--out", str(out), "--apply", cwd=project)
    assert adopted.returncode == 0, adopted.stdout + adopted.stderr
    config = yaml.safe_load((project / out).read_text())
    fleet.write({"fleet": {"prefix": PREFIX, "split": {"groups": GROUPS}}, **config})
    before = fleet.versions()
    assert set(before) == {f"{name}/{number}" for name in GROUPS for number in ("1.0.0", "1.0.1")}

    moved = fleet.run("move", "--all")
    assert moved.returncode == 0, moved.stdout + moved.stderr
    told = fleet.told("up", "--yes")
    assert set(told) == {PREFIX, *(f"{PREFIX}-{name}" for name in GROUPS)}
    for name, stack in told.items():
        changes = stack["changes"]
        assert [changes[one] for one in ("create", "update", "replace", "delete")] == [0, 0, 0, 0], (name, changes)
    assert set(fleet.states("preview").values()) == {"unchanged"}
    assert fleet.resources(PREFIX) == ["images-gallery"]
    assert len(fleet.resources(f"{PREFIX}-ubuntu")) == 3
    assert fleet.versions() == before
