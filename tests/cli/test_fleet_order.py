"""Stacks of several fleets, where versions of one are made from versions of another's."""

import json
import threading
from pathlib import Path

import pytest
import yaml

from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.deployment import Deployment
from compute_gallery_cli.fleet.fleet_file import read_fleets
from compute_gallery_cli.fleet.order import steps, waits_for
from compute_gallery_cli.fleet.outcome import Outcome, State
from compute_gallery_cli.fleet.progress_view import ProgressView
from compute_gallery_cli.fleet.side_by_side import Stop
from compute_gallery_cli.fleet.splitting import FleetStack, stacks_of
from tests.cli.fleets import fleet_document
from tests.cli.gallery_command import answered, gallery
from tests.end_to_end.gallery_stack import MACHINE, SOURCES, Tree

SUBSCRIPTION = SOURCES.split("/")[2]
GALLERIES = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/MYGALLERYRG/providers/Microsoft.Compute/galleries"


def made(*sources: Tree) -> Tree:
    """A definition whose versions are made from something."""
    versions = {f"1.0.{number}": {"source": source} for number, source in enumerate(sources)}
    return {"osType": "Linux", "osState": "Generalized", "versions": versions}


def version_of(gallery_name: str, name: str) -> Tree:
    """The source that a version of a gallery is."""
    return {"imageVersionId": f"{GALLERIES}/{gallery_name}/images/{name}/versions/1.0.0"}


def written(folder: Path, **fleets: Tree) -> list[Path]:
    """Write fleets with a stack for each definition."""
    paths = []
    for prefix, definitions in fleets.items():
        document = fleet_document(prefix, None, definitions)
        document["config"]["azure-native:subscriptionId"] = SUBSCRIPTION
        paths.append(folder / f"{prefix}.yaml")
        paths[-1].write_text(yaml.safe_dump(document, sort_keys=False))
    return paths


def stacks(folder: Path, **fleets: Tree) -> list[FleetStack]:
    """All stacks of fleets."""
    return [stack for fleet in read_fleets(written(folder, **fleets)) for stack in stacks_of(fleet)]


def in_steps(found: list[FleetStack]) -> list[list[str]]:
    """The names of the stacks of definitions, step by step."""
    others = [one for one in found if not one.is_of_gallery]
    return [[one.name for one in step] for step in steps(others, waits_for(others))]


CHAIN: dict[str, Tree] = {
    "app": {"web": made(version_of("Golden", "BASE")), "own": made()},
    "golden": {"base": made(version_of("raw", "os")), "other": made()},
    "raw": {"os": made()},
}


def test_what_is_made_from_another_fleet_comes_after_it(tmp_path: Path) -> None:
    """Whatever the order of the files; what waits for nothing is in the first step."""
    found = stacks(tmp_path, **CHAIN)
    assert in_steps(found) == [["app-own", "golden-other", "raw-os"], ["golden-base"], ["app-web"]]


def test_another_gallery_of_the_same_name_is_not_waited_for(tmp_path: Path) -> None:
    """A version in another subscription is none of the fleets given."""
    source = {"imageVersionId": version_of("golden", "base")["imageVersionId"].replace(SUBSCRIPTION, "0" * 36)}
    assert in_steps(stacks(tmp_path, app={"web": made(source)}, golden={"base": made()})) == [
        ["app-web", "golden-base"]
    ]


def test_one_machine_is_one_at_a_time_across_fleets(tmp_path: Path) -> None:
    """Azure builds versions of one machine one after the other: so do the stacks, with what is made from them."""
    machine: Tree = {"virtualMachineId": MACHINE}
    upper: Tree = {"virtualMachineId": MACHINE.upper()}
    found = stacks(tmp_path, a={"x": made(machine, version_of("c", "z"))}, b={"y": made(upper)}, c={"z": made(machine)})
    order = in_steps(found)
    assert [len(step) for step in order] == [1, 1, 1]
    assert order.index(["c-z"]) < order.index(["a-x"])


def test_fleets_that_wait_for_each_other_are_refused(tmp_path: Path) -> None:
    """One line names the stacks, in the plan and before anything is written."""
    files = written(tmp_path, a={"x": made(version_of("b", "y"))}, b={"y": made(version_of("a", "x"))})
    options = [part for file in files for part in ("-f", file)]
    for command in (("plan",), ("write", "out")):
        done = gallery("fleet", *command, *options, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
        assert "stacks a-x, b-y wait for each other" in done.stderr
    assert sorted(tmp_path.iterdir()) == files


def test_order_is_told_and_written(tmp_path: Path) -> None:
    """The plan says which stack comes after which, and so does the matrix of a written project."""
    files = written(tmp_path, **CHAIN)
    options = [part for file in files for part in ("-f", file)]
    told = gallery("fleet", "plan", *options).stdout
    assert "note app-web: comes after golden-base, by the sources of its versions\n" in told
    rows = answered(gallery("fleet", "plan", "--json", *options))["stacks"]
    assert {row["stack"]: row["after"] for row in rows if row["after"]} == {
        "app-web": ["golden-base"],
        "golden-base": ["raw-os"],
    }
    assert "note app-web: comes after golden-base" in gallery("fleet", "write", tmp_path / "out", *options).stdout
    matrix = json.loads((tmp_path / "out" / "matrix.json").read_text())
    assert matrix["after"] == {"golden-base": ["raw-os"], "app-web": ["golden-base"]}
    assert matrix["stacks"].index("golden-base") < matrix["stacks"].index("app-web")


class Runs:
    """Stands in for engines: notes which stacks were begun, one at a time."""

    def __init__(self, waits_for: int = 0) -> None:
        self.begun: list[str] = []
        self.made: list[str] = []
        self.are_made = threading.Event()
        self.waits_for = waits_for

    def make(self, stack: FleetStack) -> None:
        """Note a stack that is made."""
        self.made.append(stack.name)
        if len(self.made) == self.waits_for:
            self.are_made.set()

    def run(self, stack: FleetStack, operation: str, step: object) -> Outcome:
        """Note a stack; that of a gallery is at work until the others are made, where they are waited for."""
        del step
        if stack.is_of_gallery and self.waits_for:
            assert self.are_made.wait(10)
        self.begun.append(stack.name)
        return Outcome(stack.name, operation, State.TO_DO)


@pytest.mark.parametrize("operation", ["up", "destroy"])
def test_a_deployment_keeps_the_order(tmp_path: Path, operation: str) -> None:
    """Preview and update go step by step; destroy goes the other way round."""
    found = stacks(tmp_path, **CHAIN)
    runs = Runs()
    view = ProgressView([stack.name for stack in found], is_silent=True)
    deployment = Deployment(runs, found, operation, 1, view, goes_on=False, stop=Stop())  # type: ignore[arg-type]
    previews = deployment.preview()
    order = ["raw-os", "golden-base", "app-web"]
    expected = order if operation == "up" else order[::-1]
    assert [name for name in runs.begun if name in order] == expected
    runs.begun.clear()
    deployment.carry_out(previews)
    assert [name for name in runs.begun if name in order] == expected


def test_stacks_are_made_while_their_gallery_is_at_work(tmp_path: Path) -> None:
    """Without a preview before it, an update makes those that come later meanwhile; one at a time does nothing else."""
    found = stacks(tmp_path, **CHAIN)
    later = [stack.name for stack in found if not stack.is_of_gallery]
    view = ProgressView([stack.name for stack in found], is_silent=True)
    for parallel, made in ((2, len(later)), (1, 0)):
        runs = Runs(waits_for=made)
        deployment = Deployment(runs, found, "up", parallel, view, goes_on=False, stop=Stop())  # type: ignore[arg-type]
        deployment.carry_out({})
        assert len(runs.made) == made
        assert set(runs.made) <= set(later)
        assert set(later) <= set(runs.begun)


def test_a_cycle_ends_a_deployment_before_it_begins(tmp_path: Path) -> None:
    """Nothing is previewed where stacks wait for each other."""
    found = stacks(tmp_path, a={"x": made(version_of("b", "y"))}, b={"y": made(version_of("a", "x"))})
    runs = Runs()
    view = ProgressView([stack.name for stack in found], is_silent=True)
    deployment = Deployment(runs, found, "up", 1, view, goes_on=True, stop=Stop())  # type: ignore[arg-type]
    with pytest.raises(GalleryError, match="wait for each other"):
        deployment.preview()
    assert runs.begun == []
