"""`gallery fleet` with the real engine: from nothing, one version more, from one stack to another."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.fleets import FleetCommand, definition, fleet_document
from tests.end_to_end.gallery_stack import SOURCES, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("fleet")]

DEFINITIONS = {key: definition(key, "1.0.0", regions=("chinaeast2", "chinanorth2")) for key in ("a1", "a2", "b1", "b2")}
GROUPS = {"a": ["a*"], "b": ["b*"]}
FLEET = fleet_document("short", GROUPS, DEFINITIONS)
MORE: Tree = changed(
    FLEET,
    "config/compute-gallery:gallery/definitions/b2/versions/1.0.1",
    DEFINITIONS["b2"]["versions"]["1.0.0"],
)


@pytest.fixture(scope="module")
def fleet(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> FleetCommand:
    """A fleet that is deployed: four definitions in two stacks, and the gallery."""
    made = FleetCommand(local_pulumi, tmp_path_factory.mktemp("fleet") / "fleet.yaml")
    made.write(FLEET)
    done = made.run("up", "--yes", "--skip-preview", "--parallel", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def test_fleet_is_deployed(fleet: FleetCommand) -> None:
    """The gallery is in one stack and the definitions are in the others; Azure has all of it."""
    assert set(fleet.versions()) == {"a1/1.0.0", "a2/1.0.0", "b1/1.0.0", "b2/1.0.0"}
    assert fleet.resources("short") == ["images-gallery"]
    assert set(fleet.resources("short-b")) == {
        f"images-{name}" for name in ("b1-definition", "b1-1.0.0-version", "b2-definition", "b2-1.0.0-version")
    }


def test_one_version_more_updates_its_stack_only(fleet: FleetCommand) -> None:
    """All are previewed, the one with a change is updated, and the summary says so."""
    fleet.write(MORE)
    told = fleet.told("up", "--yes", "--parallel", "3")
    assert {name: one["state"] for name, one in told.items()} == {
        "short": "unchanged",
        "short-a": "unchanged",
        "short-b": "done",
    }
    assert told["short-b"]["changes"] == {"create": 2, "update": 0, "replace": 0, "delete": 0, "unchanged": 9}
    assert fleet.versions()["b2/1.0.1"] == "Succeeded"


def test_findings_come_with_the_name_of_their_stack(fleet: FleetCommand, tmp_path: Path) -> None:
    """What guards and components refuse is told for every stack in one preview, and nothing is changed."""
    document = changed(MORE, "config/compute-gallery:gallery/definitions/a1/versions", {})
    path = "config/compute-gallery:gallery/definitions/b2/versions/1.0.0/targetRegions"
    other = FleetCommand(fleet.local, tmp_path / "fleet.yaml")
    other.write(changed(document, path, ["chinanorth2"]))
    done = other.run("up", "--yes", "--only", "short-a", "--only", "short-b", "--parallel", "2")
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if line.startswith("error ")]
    assert any(line.startswith("error short-a: ImageVersion 'short/a1/1.0.0': version: ") for line in lines)
    assert any(line.startswith("error short-b: ImageVersion 'images-b2-1.0.0': target_regions: ") for line in lines)
    assert json.dumps(other.versions()) == json.dumps(fleet.versions())


def test_definition_moves_without_a_change_in_azure(fleet: FleetCommand) -> None:
    """`fleet move` changes states and file; the preview of both stacks shows no resource that changes."""
    fleet.write(MORE)
    before = fleet.versions()
    done = fleet.run("move", "b1", "a")
    assert done.returncode == 0, done.stderr
    assert "b1: from short-b to short-a, 4 resources" in done.stdout
    assert yaml.safe_load(fleet.file.read_text())["fleet"]["split"]["groups"] == {"a": ["a*", "b1"], "b": ["b*"]}
    told = fleet.told("preview", "--only", "a", "--only", "b", "--parallel", "2")
    for stack in told.values():
        assert [stack["changes"][name] for name in ("create", "update", "replace", "delete")] == [0, 0, 0, 0]
    assert "images-b1-definition" in fleet.resources("short-a")
    assert fleet.versions() == before


def test_what_a_stack_has_lost_comes_back(fleet: FleetCommand, tmp_path: Path) -> None:
    """`gallery adopt --into` imports what the stack's own config declares, and leaves the rest to the other stacks."""
    before, held = fleet.versions(), fleet.resources("short-b")
    out = tmp_path / "deploy"
    assert fleet.gallery("fleet", "write", str(out), "-f", str(fleet.file)).returncode == 0
    urn = "urn:pulumi:short-b::compute-gallery::azure-compute-gallery:index:ImageDefinition::images-b2"
    lost = fleet.local.run("state", "delete", urn, "--target-dependents", "--yes", "--stack", "short-b", cwd=out)
    assert lost.returncode == 0, lost.stderr
    assert fleet.resources("short-b") == []
    done = fleet.gallery("adopt", "short", "--into", "short-b", cwd=out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "look at a1: the config of short-b does not declare it, so it is left alone" in done.stdout
    assert set(fleet.resources("short-b")) == set(held)
    for stack in fleet.told("up", "--yes").values():  # the outputs of the stack come back
        assert [stack["changes"][name] for name in ("create", "update", "replace", "delete")] == [0, 0, 0, 0]
    assert fleet.versions() == before


def test_what_belongs_together_moves_together(fleet: FleetCommand) -> None:
    """Definitions that need one stack go there by one command, which the group stands behind."""
    before = fleet.document()
    made_from = f"{SOURCES.rpartition('/resourceGroups/')[0]}/resourceGroups/myGalleryRG/providers/Microsoft.Compute"
    source = {"imageVersionId": f"{made_from}/galleries/short/images/a1/versions/1.0.0"}
    path = "config/compute-gallery:gallery/definitions/a2/versions/2.0.0"
    fleet.write(changed(before, path, {"source": source, "targetRegions": ["chinaeast2"]}))
    alone = fleet.run("move", "a2", "b")
    assert (alone.returncode, "need one stack" in alone.stderr) == (2, True)
    done = fleet.run("move", "a1", "a2", "b")
    assert done.returncode == 0, done.stderr
    assert "a1, a2: from short-a to short-b, 8 resources" in done.stdout
    assert done.stdout.endswith("a1, a2 are in the group b\n")
    groups = fleet.document()["fleet"]["split"]["groups"]
    assert [name for name, members in groups.items() if {"a1", "a2"} <= set(members)] == ["b"]
    assert fleet.run("move", "a1", "a2", "a").returncode == 0
    assert not {"images-a1-definition", "images-a2-definition"} & set(fleet.resources("short-b"))
    fleet.write(before)


def test_a_place_is_one_in_either_spelling(fleet: FleetCommand) -> None:
    """Another spelling of the gallery's region fails no preview of the other stacks."""
    before = fleet.document()
    fleet.write(changed(before, "config/compute-gallery:gallery/location", "China East 2"))
    told = fleet.told("preview")
    assert all(one["state"] != "failed" for one in told.values()), told
    fleet.write(before)


def test_an_emptied_group_is_guarded(fleet: FleetCommand) -> None:
    """Where the last definition of a group is taken out, its stack refuses the deletion, unless that is permitted."""
    before, versions = fleet.document(), fleet.versions()
    document = changed(before, "config/compute-gallery:gallery/definitions", {"b2": DEFINITIONS["b2"]})
    fleet.write(changed(document, "fleet/split/groups/a", ["a*"]))
    told = fleet.told("up", "--yes", "--only", "a", status=1)
    assert any("is the latest of" in one["text"] for one in told["short-a"]["findings"]), told
    gone = [key for key in DEFINITIONS if key != "b2"]
    fleet.write(changed(fleet.document(), "config/compute-gallery:gallery/allowDelete", gone))
    permitted = fleet.told("preview", "--only", "a")["short-a"]
    assert (permitted["state"], permitted["changes"]["create"]) == ("to do", 0)
    assert permitted["changes"]["delete"] >= len(gone)
    fleet.write(before)
    assert fleet.versions() == versions
