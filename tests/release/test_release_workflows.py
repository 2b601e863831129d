"""The workflows: pinned, with the least that they may do, and without a secret."""

import re
import subprocess
from typing import Any

import pytest
import yaml

from tests.docs.pages import ROOT
from tests.release.actionlint.environment import actionlint

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
USES = re.compile(r"^\s*(?:- )?uses: (?P<action>\S+)@(?P<commit>\S+)(?: # (?P<version>\S+))?$", re.MULTILINE)

ALONE = ("-shellcheck=", "-pyflakes=")
"""Without the programs that a machine may have or not."""

EXPRESSION = re.compile(r"\$\{\{")

MAY = {
    "audit": {"audit": {"contents": "read"}},
    "ci": {"test": {"contents": "read"}},
    "release": {
        "build": {"attestations": "write", "contents": "read", "id-token": "write"},
        "release": {"contents": "write"},
        "pypi": {"id-token": "write"},
    },
}
"""What each job may do: not more."""


def workflow(name: str) -> dict[str, Any]:
    """A workflow as it is read."""
    read: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return read


def test_workflows_are_well_formed() -> None:
    """A checker of workflows has nothing to say: keys, events, expressions, what each action takes."""
    done = subprocess.run([actionlint(), *ALONE, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_actionlint_sees_a_mistake() -> None:
    """The checker that finds nothing would find something."""
    broken = (FOLDER / "ci.yml").read_text("utf-8").replace("runs-on", "run-on")
    done = subprocess.run([actionlint(), *ALONE, "-"], input=broken, capture_output=True, text=True, check=False)
    assert "run-on" in done.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned_by_commit(file: Any) -> None:  # noqa: ANN401 a path
    """Each action is named by a full commit, with its version beside it."""
    text = file.read_text("utf-8")
    used = list(USES.finditer(text))
    assert len(used) == text.count("uses:")
    for one in used:
        assert re.fullmatch(r"[0-9a-f]{40}", one["commit"]), one[0]
        assert re.fullmatch(r"v\d+\.\d+\.\d+", one["version"] or ""), one[0]


def test_one_action_has_one_commit() -> None:
    """The same action is the same commit in every workflow."""
    pairs = {(one["action"], one["commit"]) for file in WORKFLOWS for one in USES.finditer(file.read_text("utf-8"))}
    assert len(pairs) == len({action for action, _ in pairs})


def test_jobs_may_do_what_is_listed_here() -> None:
    """A workflow may do nothing by default, and each job the least that it needs."""
    assert MAY.keys() == {file.stem for file in WORKFLOWS}
    for name, jobs in MAY.items():
        read = workflow(name)
        assert read["permissions"] == {}
        assert {job: content["permissions"] for job, content in read["jobs"].items()} == jobs


def test_no_secret_and_no_foreign_text_in_a_script() -> None:
    """No secret is used; what a contributor can choose, such as a branch's name, stands in no script."""
    for file in WORKFLOWS:
        assert "secrets." not in file.read_text("utf-8")
        for job in workflow(file.stem)["jobs"].values():
            assert job["timeout-minutes"] <= 90
            for step in job["steps"]:
                assert not EXPRESSION.search(step.get("run", ""))
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] is False


def test_audit_runs_each_week_and_before_a_release() -> None:
    """Locked packages are looked up on a schedule, where a lock changes, and before anything is built."""
    audit: dict[Any, Any] = workflow("audit")
    events = audit[True]  # YAML 1.1 reads the key `on` so
    assert events["schedule"]
    assert "**.lock" in events["pull_request"]["paths"]
    (job,) = audit["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make audit"]
    build = [step.get("run", "") for step in workflow("release")["jobs"]["build"]["steps"]]
    assert build.index("make audit") < next(at for at, run in enumerate(build) if "make release" in run)


def test_ci_runs_what_a_contributor_runs() -> None:
    """CI is the script that stands in the repository."""
    (job,) = workflow("ci")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
