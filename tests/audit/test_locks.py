"""Lock files: all that is installed is pinned by version and hash, and no registry is named."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.docs.pages import ROOT
from tools.audit.locks import NPM_LOCKS, PYTHON_LOCKS

PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*(?:\n[ \t]+--hash=.*)*)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?: \\)?$", re.MULTILINE)


def tracked(pattern: str) -> set[str]:
    """The files of the repository that match."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(listed.stdout.split())


def test_every_lock_is_audited() -> None:
    """Each lock file of the repository is among those that `make audit` looks up."""
    assert set(PYTHON_LOCKS) == tracked("*.lock")
    assert set(NPM_LOCKS) == tracked("*package-lock.json")


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_package_has_hashes(lock: str) -> None:
    """Each line that is no comment is a pinned version or its hash, and no address of a registry stands there."""
    text = (ROOT / lock).read_text("utf-8")
    pinned = list(PINNED.finditer(text))
    assert pinned
    assert [one["name"] for one in pinned if not HASH.search(one["rest"])] == []
    lines = [line for line in PINNED.sub("", text).splitlines() if line.strip() and not line.strip().startswith("#")]
    assert lines == []
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_a_lock_fits_what_was_asked_for(lock: str) -> None:
    """Each requirement of the file beside it is locked, at a version that it allows."""
    asked = Path(ROOT / lock).with_suffix(".in").read_text("utf-8")
    locked = {one["name"]: one["version"] for one in PINNED.finditer((ROOT / lock).read_text("utf-8"))}
    lines = [line.split(" #")[0].strip() for line in asked.splitlines()]
    for requirement in map(Requirement, (line for line in lines if line and not line.startswith("#"))):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert requirement.specifier.contains(locked[name], prereleases=True), requirement


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_npm_packages_have_hashes(lock: str) -> None:
    """Each package that is fetched has a version and an integrity, and no registry stands there."""
    packages = json.loads((ROOT / lock).read_text("utf-8"))["packages"]
    fetched = {name: one for name, one in packages.items() if name.startswith("node_modules/") and not one.get("link")}
    assert fetched
    assert [name for name, one in fetched.items() if not one["integrity"].startswith("sha512-")] == []
    assert [name for name, one in fetched.items() if "://" in str(one.get("resolved", ""))] == []


def test_go_modules_have_sums() -> None:
    """Beside each go.mod stands the go.sum that pins what it names."""
    assert tracked("*go.sum") == {name.replace("go.mod", "go.sum") for name in tracked("*go.mod")}
