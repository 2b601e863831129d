"""`gallery fleet` when things go wrong: killed, stopped, failing, locked; and its stacks without it."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.fleets import FleetCommand, definition, fleet_document, kill, until
from tests.cli.gallery_command import SUBSCRIPTION, Emulator, gallery
from tests.end_to_end.gallery_stack import SNAPSHOT, GalleryStack, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi
from tests.end_to_end.own_emulator import own_emulator
from tests.figures import Record
from tools.engine.obtain import Engine

pytestmark = [pytest.mark.end_to_end, pytest.mark.soak]

KEYS = ("a", "b", "c", "d")
GROUPS = {"one": ["a"], "two": ["b"], "rest": ["c", "d"]}
DEFINITIONS = {key: definition(key, "1.0.0", "1.0.1", regions=("chinaeast2", "chinanorth")) for key in KEYS}
VERSIONS = {f"{key}/{number}" for key in KEYS for number in ("1.0.0", "1.0.1")}
SUCCEEDED = dict.fromkeys(VERSIONS, "Succeeded")
ROLES = [
    {"role": "Reader", "principalId": f"00000000-0000-0000-0000-00000000000{number}", "principalType": "Group"}
    for number in range(1, 6)
]
SECONDS = 120.0


@pytest.fixture(scope="module")
def slow(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPulumi]:
    """A set-up in which a replication takes its time."""
    with own_emulator(engine, tmp_path_factory.mktemp("slow"), "--replication-seconds", "4") as local:
        yield local


@pytest.fixture
def fleet(slow: LocalPulumi, tmp_path: Path, request: pytest.FixtureRequest) -> FleetCommand:
    """A fleet of four definitions in three stacks beside the gallery's, not deployed yet."""
    made = FleetCommand(slow, tmp_path / "fleet.yaml")
    name = request.node.name.partition("[")[0].removeprefix("test_").replace("_", "-")
    made.write(fleet_document(f"{name[:40]}{time.monotonic_ns() % 1000}", GROUPS, DEFINITIONS))
    return made


def assert_goes_on(fleet: FleetCommand, record_property: Record) -> None:
    """Run the command again after a kill: every version is there once, nothing is left to do, and it is counted."""
    again = fleet.run("up", "--yes", "--parallel", "2")
    assert again.returncode == 0, again.stdout + again.stderr
    assert fleet.versions() == SUCCEEDED
    assert set(fleet.states("preview", "--parallel", "2").values()) == {"unchanged"}
    record_property("fleet kills survived", 1)
    record_property("versions checked", len(SUCCEEDED))


def fleet_prefix(fleet: FleetCommand) -> str:
    """The name of the gallery's stack."""
    return str(fleet.document()["fleet"]["prefix"])


def is_at_work(fleet: FleetCommand, count: int) -> bool:
    """Tell whether so many versions are known to Azure, and one is being made."""
    versions = fleet.versions()
    return len(versions) >= count and "Creating" in versions.values()


@pytest.mark.parametrize("count", [1, 3, 6])
def test_killed_fleet_goes_on(fleet: FleetCommand, count: int, record_property: Record) -> None:
    """After kill -9 of the command and all that it has started, the same command ends with every version once."""
    with fleet.begin("up", "--yes", "--skip-preview", "--parallel", "2") as process:
        until(lambda: is_at_work(fleet, count))
        kill(process)
    assert_goes_on(fleet, record_property)


def test_what_failed_after_a_kill_is_made_again(fleet: FleetCommand, record_property: Record) -> None:
    """Where Azure gives up on a version whose run was killed meanwhile, the same command makes it all the same."""
    emulator = Emulator(fleet.local.address)
    fault = {"fault": "replicationFailure", "regions": ["chinanorth"], "path": "*/images/a/*/1.0.0", "count": 1}
    emulator.faults(fault)
    with fleet.begin("up", "--yes", "--skip-preview", "--only", "one", "--only", fleet_prefix(fleet)) as process:
        until(lambda: fleet.versions().get("a/1.0.0") == "Creating")
        kill(process)
    assert_goes_on(fleet, record_property)
    record_property("faults injected", 1)


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.6, 1.2])
def test_killed_gallery_stack_goes_on(fleet: FleetCommand, seconds: float, record_property: Record) -> None:
    """So it does where the gallery's own stack was killed, while it made the gallery, its roles and its lock."""
    tree = fleet.document()["config"]["compute-gallery:gallery"]
    access = {"lock": {"level": "CanNotDelete"}, "roleAssignments": ROLES}
    fleet.write(changed(fleet.document(), "config/compute-gallery:gallery", {**tree, **access}))
    group = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{tree['resourceGroupName']}"
    place = f"{group}/providers/Microsoft.Compute/galleries/{tree['galleryName']}"
    with fleet.begin("up", "--yes", "--skip-preview", "--parallel", "1") as process:
        until(lambda: "properties" in Emulator(fleet.local.address).get(place))
        time.sleep(seconds)
        kill(process)
    assert_goes_on(fleet, record_property)


def test_stopped_fleet_ends_in_good_order(fleet: FleetCommand) -> None:
    """After Ctrl-C the engines end what they are at, no other stack begins, and the same command goes on."""
    with fleet.begin("up", "--yes", "--skip-preview", "--parallel", "1") as process:
        until(lambda: is_at_work(fleet, 1))
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 130, out + errors
    assert "Traceback" not in out + errors
    assert errors == "gallery: stopped. What runs in Azure goes on.\n"
    assert "left out" in out
    assert fleet.run("up", "--yes", "--parallel", "2").returncode == 0
    assert fleet.versions() == SUCCEEDED


@pytest.mark.parametrize("goes_on", [False, True], ids=["stops", "goes on"])
def test_failed_stack_stops_the_others_or_not(fleet: FleetCommand, *, goes_on: bool) -> None:
    """Where a replication fails, the stacks after it are left out, or go on where asked; the next run repairs it."""
    emulator = Emulator(fleet.local.address)
    fault = {"fault": "replicationFailure", "regions": ["chinanorth"], "path": "*/images/a/*/1.0.0", "count": 1}
    emulator.faults(fault)
    options = ("--continue-on-error",) if goes_on else ()
    told = fleet.told("up", "--yes", "--skip-preview", "--parallel", "1", *options, status=1)
    gallery_stack, first, *others = told.values()
    assert (gallery_stack["state"], first["state"]) == ("done", "failed")
    assert {one["state"] for one in others} == {"done" if goes_on else "left out"}
    (said,) = (one for one in first["findings"] if one["severity"] == "error" and one["resource"])
    assert said["resource"] == "images-a-1.0.0-version"
    assert said["text"].startswith("images-a-1.0.0-version: ")
    assert "chinanorth" in said["text"].lower().replace(" ", "")
    emulator.faults()
    assert fleet.run("up", "--yes", "--parallel", "2").returncode == 0
    assert fleet.versions() == SUCCEEDED


def test_failed_gallery_leaves_the_others_out(fleet: FleetCommand) -> None:
    """Where the gallery's own stack fails, no definition is tried, even where failures stop nobody."""
    emulator = Emulator(fleet.local.address)
    emulator.faults({"fault": "internalServerError", "methods": ["PUT"], "path": "*/galleries/*"})
    told = fleet.states("up", "--yes", "--skip-preview", "--continue-on-error", status=1)
    emulator.faults()
    first, *others = told.values()
    assert (first, set(others)) == ("failed", {"left out"})
    assert fleet.versions() == {}


def test_locked_stack_is_told(fleet: FleetCommand) -> None:
    """A stack that another run has is one line that names that run; the others are not touched by it."""
    with fleet.begin("up", "--yes", "--skip-preview", "--parallel", "4") as process:
        until(lambda: is_at_work(fleet, 1))  # and so is each stack, since all began together
        told = fleet.told("up", "--yes", "--skip-preview", "--continue-on-error", "--parallel", "4", status=1)
        process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    texts = [one["text"] for stack in told.values() for one in stack["findings"]]
    assert any(text.startswith("locked by another run by ") and "pulumi cancel --stack" in text for text in texts), (
        texts
    )
    assert fleet.versions() == SUCCEEDED


def test_destroy_is_guarded_and_ends_with_the_gallery(fleet: FleetCommand) -> None:
    """Guards hold in each stack; with what the gallery permits, definitions go first and the gallery last."""
    assert fleet.run("up", "--yes", "--skip-preview").returncode == 0
    refused = fleet.run("destroy", "--yes")
    assert refused.returncode == 1
    assert "is the latest of" in refused.stdout
    assert fleet.versions() == SUCCEEDED
    fleet.write(changed(fleet.document(), "config/compute-gallery:gallery/allowDelete", list(KEYS)))
    assert set(fleet.states("destroy", "--yes").values()) == {"done"}
    assert fleet.versions() == {}


def test_plain_pulumi_runs_what_is_written(fleet: FleetCommand, tmp_path: Path) -> None:
    """`pulumi up` of each written stack deploys the fleet; then `gallery fleet` has nothing to do."""
    out = tmp_path / "deploy"
    assert gallery("fleet", "write", out, "-f", fleet.file).returncode == 0
    matrix = json.loads((out / "matrix.json").read_text())
    for stack in (matrix["gallery"], *matrix["stacks"]):
        assert fleet.local.run("stack", "select", "--create", stack, cwd=out).returncode == 0
        done = fleet.local.run("up", "--yes", "--skip-preview", "--stack", stack, cwd=out)
        assert done.returncode == 0, done.stdout + done.stderr
    assert fleet.versions() == SUCCEEDED
    assert set(fleet.states("up", "--yes").values()) == {"unchanged"}


def test_definitions_wait_for_their_gallery(fleet: FleetCommand, tmp_path: Path) -> None:
    """A stack of definitions that is run before its gallery's says so, and creates nothing."""
    out = tmp_path / "deploy"
    assert gallery("fleet", "write", out, "-f", fleet.file).returncode == 0
    matrix = json.loads((out / "matrix.json").read_text())
    for stack in (matrix["gallery"], matrix["stacks"][0]):
        assert fleet.local.run("stack", "select", "--create", stack, cwd=out).returncode == 0
    done = fleet.local.run("up", "--yes", "--skip-preview", "--stack", matrix["stacks"][0], cwd=out)
    assert done.returncode != 0
    assert "is not deployed yet. Update it first." in done.stdout + done.stderr
    assert fleet.versions() == {}


def test_one_large_stack_becomes_a_fleet(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """`fleet move --all` brings the definitions of a single stack into their own; nothing changes in Azure."""
    fleet = FleetCommand(local_pulumi, tmp_path / "fleet.yaml")
    version = {"source": {"snapshotId": SNAPSHOT}}
    rolled_out = {
        **DEFINITIONS["c"],
        "rings": [
            {"name": "early", "targetRegions": ["chinanorth2"]},
            {"name": "broad", "targetRegions": ["chinanorth3=2"]},
        ],
        "demand": {"chinaeast2": {"virtualMachines": 120}},
        "retention": {"keep": 1},
        "versions": {f"1.0.{number}": {**version, "promotedTo": "broad"} for number in range(3)},
    }
    definitions = {**DEFINITIONS, "c": rolled_out}
    protection = {"endOfLifeDate": "2099-12-31"}
    document = fleet_document("grown", GROUPS, definitions, protection=protection)
    tree: Tree = document["config"]["compute-gallery:gallery"]
    GalleryStack(local_pulumi, "grown", tmp_path).up(tree)
    fleet.write(document)
    before = fleet.versions()
    refused = fleet.told("preview", status=1)
    assert any("refuse the deletion" in one["text"] for one in refused["grown"]["findings"])
    done = fleet.run("move", "--all")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("from grown to grown-") == len(GROUPS)
    assert fleet.run("move", "--all").stdout == "Every definition is where the file says.\n"
    told = fleet.told("up", "--yes")
    for name, stack in told.items():
        assert [stack["changes"][one] for one in ("update", "replace", "delete")] == [0, 0, 0], name
        assert stack["changes"]["create"] == 0, name
    assert fleet.versions() == before
