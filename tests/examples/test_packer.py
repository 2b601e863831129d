"""examples/packer: what CI builds becomes the next version. The steps are those of the workflow's own file."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.end_to_end.local_pulumi import ROOT
from tests.examples.workbench import Workbench
from tests.release.actionlint.environment import actionlint

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("example-packer")]

EXAMPLE = "packer"
WORKFLOW = ROOT / "examples" / EXAMPLE / "ci" / "publish.yml"
OWN_WORKFLOWS = ROOT / ".github" / "workflows"
USED = re.compile(r"uses: (.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
SET_UP = "Set up"
"""The one step of commands that is not run: the test's environment is what it makes."""
GH = """#!/bin/sh
test "$2" != list || echo 0
printf '%s\\n' "$@" > "$ASKED"
"""
"""In the place of GitHub's command: no pull request waits, and what was asked last is kept."""


def steps(job: str) -> list[dict[str, Any]]:
    """The steps of a job that are commands of its own."""
    found: list[dict[str, Any]] = yaml.safe_load(WORKFLOW.read_text())["jobs"][job]["steps"]
    return [step for step in found if "run" in step and step["name"] != SET_UP]


class Runner:
    """Runs the steps of a job one after the other, as GitHub does."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self.bench = bench
        self.variables = folder / "variables"
        self.asked = folder / "asked"
        commands = folder / "commands"
        commands.mkdir()
        packer = shlex.join([sys.executable, str(Path(__file__).with_name("packer_stand_in.py"))])
        for name, script in {"gh": GH, "packer": f'#!/bin/sh\nexec {packer} "$@"\n'}.items():
            (commands / name).write_text(script)
            (commands / name).chmod(0o755)
        self.path = f"{commands}:{bench.local.environment['PATH']}"

    def run(self, job: str) -> str:
        """Run a job to its end; return what the steps print."""
        printed = ""
        self.variables.write_text("")
        for step in steps(job):
            known = dict(line.split("=", 1) for line in self.variables.read_text().splitlines())
            known |= {"PATH": self.path, "GITHUB_ENV": str(self.variables), "ASKED": str(self.asked)}
            known |= {"RESOURCE_GROUP": "myResourceGroup"}
            done = self.bench.sh(step["run"], self.bench.folder(EXAMPLE), **known)
            assert done.returncode == 0, f"{step['name']}: {done.stdout}"
            printed += done.stdout
        return printed

    def git(self, *arguments: str) -> str:
        """Run git on the copy of the checkout."""
        done = self.bench.sh(shlex.join(["git", *arguments]), self.bench.root)
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def runner(bench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A checkout with a remote, as a runner of GitHub has it, and the stack that its first update has made."""
    folder = tmp_path_factory.mktemp("runner")
    made = Runner(bench, folder)
    made.git("init", "--quiet", "--bare", "--initial-branch=main", str(folder / "remote"))
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("remote", "add", "origin", str(folder / "remote"))
    made.git("config", "user.name", "ci")
    made.git("config", "user.email", "ci@localhost")
    made.git("add", "examples")
    made.git("commit", "--quiet", "--message", "As it was")
    made.git("push", "--quiet", "origin", "main")
    return made


def version(bench: Workbench, number: str) -> dict[str, Any]:
    """What is known of a version after an update."""
    outputs: dict[str, Any] = bench.resources(EXAMPLE)[f"GalleryImageVersion images-ubuntu-{number}-version"]["outputs"]
    return outputs


def test_image_is_published_as_the_readme_says(bench: Workbench, runner: Runner) -> None:
    """A managed image becomes the next version, in the regions of the one before, and is watched to its end."""
    bench.walk(EXAMPLE)
    assert version(bench, "1.0.1")["storageProfile"]["source"]["id"].endswith("/images/ubuntu-1.0.1")
    runner.git(
        "-c", "user.name=ci", "-c", "user.email=ci@localhost", "commit", "--quiet", "--all", "--message", "1.0.1"
    )


def test_workflow_proposes_and_publishes(bench: Workbench, runner: Runner) -> None:
    """The steps of the workflow build an image, propose it as a change of one file, and publish it when merged."""
    proposed = runner.run("propose")
    assert "+  azure-native:compute:GalleryImageVersion images-ubuntu-1.0.2-version create" in proposed
    assert runner.asked.read_text().split("\n")[:4] == ["pr", "create", "--title", "Publish ubuntu 1.0.2"]
    assert runner.git("diff", "--name-only", "main", "origin/images/ubuntu-1.0.2").split() == [
        "examples/packer/Pulumi.dev.yaml"
    ]
    runner.git("switch", "--quiet", "main")
    runner.git("merge", "--quiet", "origin/images/ubuntu-1.0.2")
    assert "ubuntu/1.0.2: Succeeded" in runner.run("publish")
    published = version(bench, "1.0.2")
    assert published["provisioningState"] == "Succeeded"
    assert published["storageProfile"]["source"]["id"].endswith("/images/ubuntu-1.0.2")


def test_workflow_is_well_formed() -> None:
    """actionlint, with expressions and events, has nothing to say."""
    done = subprocess.run([actionlint(), WORKFLOW], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_actions_of_the_workflow_are_pinned() -> None:
    """Every action is named by its commit, with its version beside it: the one that this repository itself uses."""
    used = set(USED.findall(WORKFLOW.read_text()))
    assert [line for line in used if not PINNED.fullmatch(line)] == []
    own = set(USED.findall("".join(file.read_text() for file in OWN_WORKFLOWS.glob("*.yml"))))
    assert {line for line in own if line.startswith(("actions/checkout@", "actions/setup-python@"))} <= used


def test_no_command_of_the_workflow_is_made_of_expressions() -> None:
    """What GitHub would paste into a script comes as an environment variable instead, so that no text becomes code."""
    for job in yaml.safe_load(WORKFLOW.read_text())["jobs"].values():
        assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]
