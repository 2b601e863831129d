"""A stack whose run was killed while it deleted something that is declared again: its preview shows no change."""

import json
from pathlib import Path

import pytest

from tests.cli.fleets import FleetCommand, definition, fleet_document
from tests.cli.gallery_command import SUBSCRIPTION, Emulator
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("fleet")]

GALLERY = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/myGalleryRG/providers/Microsoft.Compute/galleries/begun"


def kill_while_deleting(local: LocalPulumi, stack: str, name: str) -> None:
    """Leave the state as a run does that is killed while it deletes a resource."""
    file = local.folder.path / "state" / ".pulumi" / "stacks" / "compute-gallery" / f"{stack}.json"
    state = json.loads(file.read_text())
    latest = state["checkpoint"]["latest"]
    (resource,) = (one for one in latest["resources"] if one["urn"].endswith(f"::{name}"))
    latest["pending_operations"] = [{"resource": resource, "type": "deleting"}]
    file.write_text(json.dumps(state))


def test_what_a_killed_run_has_deleted_comes_back(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """The preview says that the stack was interrupted, and the update reads what is there and makes the rest."""
    fleet = FleetCommand(local_pulumi, tmp_path / "fleet.yaml")
    fleet.write(fleet_document("begun", None, {"a": definition("begun", "1.0.0", "1.0.1")}))
    assert fleet.run("up", "--yes", "--skip-preview").returncode == 0
    before = fleet.versions()
    kill_while_deleting(local_pulumi, "begun-a", "images-a-1.0.1-version")
    Emulator(local_pulumi.address).delete(f"{GALLERY}/images/a/versions/1.0.1")
    assert set(fleet.versions()) == {"a/1.0.0"}
    done = fleet.run("up", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "begun-a  interrupted earlier" in done.stdout
    assert fleet.versions() == before
    assert set(fleet.states("up", "--yes").values()) == {"unchanged"}
