"""A release, as the workflow builds it, in a clone: what is in it, of which version, and that it is the same again."""

import hashlib
import json
import os
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from tests.docs.pages import ROOT
from tests.end_to_end.clone import Clone
from tools.environment.__main__ import ROOMS
from tools.environment.packages import kept_packages

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("release")]

VERSION = "99.0.0"
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
AUDIT = "make audit"
SCRIPTS = [step["run"] for step in WORKFLOW["jobs"]["build"]["steps"] if step.get("run", AUDIT) != AUDIT]
COMMITTED = "2026-01-02T03:04:05Z"
EPOCH = 1767323045
ARCHIVES = {name: f"azure-compute-gallery-{name}-{VERSION}" for name in ("docs", "plugin", "policy-folder")}
BILL = f"azure-compute-gallery-{VERSION}.cdx.json"
PREPARED = f"""
echo {VERSION} > VERSION
echo "A release can be built." > changes/+release.added.md
git init --quiet
git add --all
make docs changelog
"""
"""What comes before a tag, as CONTRIBUTING.md says: the version wherever it is written, and the changelog."""

COMMIT = """
git add --all
git -c user.name=test -c user.email=test@example.com commit --quiet --message test
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """A clone in which the workflow's own scripts, but for the audit, have built the release of its tag."""
    made = Clone.of_checkout(tmp_path_factory.mktemp("clone"))
    dates = f"export GIT_AUTHOR_DATE={COMMITTED} GIT_COMMITTER_DATE={COMMITTED} GITHUB_REF_NAME=v{VERSION}\n"
    for script in (PREPARED, COMMIT, *SCRIPTS):
        done = made.sh(dates + script)
        assert done.returncode == 0, done.stdout
    yield made
    made.down()


@pytest.fixture(scope="module")
def release(clone: Clone) -> Path:
    """The folder of the release."""
    return clone.path / "dist" / "release"


def test_release_is_whole(release: Path) -> None:
    """A wheel of each room, the three archives, the bill, notes and sums are there, and nothing else."""
    wheels = {path.name for path in release.glob("*.whl")}
    assert len(wheels) == len(ROOMS)
    others = {f"{name}.tar.gz" for name in ARCHIVES.values()} | {"NOTES.md", "SHA256SUMS", BILL}
    assert {path.name for path in release.iterdir()} == wheels | others
    summed = [line.split("  ") for line in (release / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert {name for _, name in summed} == {path.name for path in release.iterdir()} - {"SHA256SUMS"}
    assert all(hashlib.sha256((release / name).read_bytes()).hexdigest() == digest for digest, name in summed)
    assert "### Added" in (release / "NOTES.md").read_text("utf-8")


def test_bill_of_materials_is_cyclonedx(release: Path) -> None:
    """It fits CycloneDX's own schema, and each of its references leads to something in it."""
    bill = json.loads((release / BILL).read_text("utf-8"))
    packages = kept_packages("pip-audit", ROOT / "tools" / "audit" / "pip-audit.lock")
    schemas = {
        f"{name}.SNAPSHOT.schema.json": json.loads(
            (packages / f"cyclonedx/schema/_res/{name}.SNAPSHOT.schema.json").read_text()
        )
        for name in ("bom-1.6", "spdx", "jsf-0.82")
    }
    known = Registry().with_resources(
        (f"http://cyclonedx.org/schema/{name}", Resource.from_contents(schema, DRAFT7))
        for name, schema in schemas.items()
    )
    validator = jsonschema.Draft7Validator(schemas["bom-1.6.SNAPSHOT.schema.json"], registry=known)
    assert [error.message for error in validator.iter_errors(bill)] == []
    refs = {bill["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in bill["components"])}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert {ref for one in bill["dependencies"] for ref in one["dependsOn"]} <= refs
    assert bill["metadata"]["timestamp"] == COMMITTED


def test_bill_names_each_file_and_all_that_is_installed(release: Path) -> None:
    """Each wheel and installable archive has its hash there; all that plugin and pack install is there, by version."""
    bill = json.loads((release / BILL).read_text("utf-8"))
    digests = {one["hashes"][0]["content"] for one in bill["components"] if "hashes" in one}
    files = [*release.glob("*.whl"), *(release / f"{ARCHIVES[name]}.tar.gz" for name in ("plugin", "policy-folder"))]
    assert digests == {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    locked = {f"{one['name']}=={one['version']}" for one in bill["components"]}
    for name in ("plugin", "policy-folder"):
        for line in members(release, name)["requirements.txt"].decode().splitlines():
            if "==" in line:
                assert line.split()[0].rstrip(";") in locked


def test_every_part_has_the_version(release: Path) -> None:
    """The version of each wheel is the one in VERSION, and so is that of the wheels which the plugin installs."""
    for wheel in release.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
            assert Parser().parsestr(archive.read(metadata).decode())["Version"] == VERSION
    plugin = members(release, "plugin")
    assert f"version: {VERSION}" in plugin["PulumiPlugin.yaml"].decode() or VERSION in plugin["schema.json"].decode()
    assert json.loads(plugin["schema.json"])["name"] == "azure-compute-gallery"
    own = [name for name in plugin if name.startswith("wheels/")]
    assert own
    assert all(f"-{VERSION}-" in name for name in own)


def members(release: Path, name: str) -> dict[str, bytes]:
    """The files of an archive, by their place below the archive's own name."""
    with tarfile.open(release / f"{ARCHIVES[name]}.tar.gz") as archive:
        top = f"{ARCHIVES[name]}/"
        read = {one.name: archive.extractfile(one) for one in archive if one.isfile()}
        return {path.removeprefix(top): file.read() for path, file in read.items() if file}


def test_archives_hold_what_pulumi_and_a_browser_take(release: Path) -> None:
    """The plugin and the pack have their project files and pinned requirements; the docs begin with a front page."""
    assert {"PulumiPlugin.yaml", "__main__.py", "requirements.txt", "LICENSE"} <= members(release, "plugin").keys()
    pack = members(release, "policy-folder")
    assert {"PulumiPolicy.yaml", "__main__.py", "requirements.txt", "LICENSE"} <= pack.keys()
    assert b"--hash=sha256:" in pack["requirements.txt"]
    assert {"index.html", "README.html", "docs/guide.html", "docs/guide.zh-CN.html"} <= members(release, "docs").keys()


def test_archives_name_nobody_and_no_place(release: Path, clone: Clone) -> None:
    """Archives hold files below one name, of nobody, at the commit's time; no text names the build's folder."""
    for name, top in ARCHIVES.items():
        with tarfile.open(release / f"{top}.tar.gz") as archive:
            for one in archive:
                assert one.name.startswith(f"{top}/")
                assert ".." not in one.name
                assert one.isfile() or one.isdir()
                assert (one.uid, one.gid, one.uname, one.gname, one.mtime) == (0, 0, "", "", EPOCH)
        assert not [path for path, text in members(release, name).items() if str(clone.path).encode() in text]


def test_second_build_is_the_same_to_the_byte(clone: Clone, release: Path, tmp_path: Path) -> None:
    """The same commit, cloned elsewhere and built again, gives the same bytes."""
    elsewhere = tmp_path / "elsewhere"
    subprocess.run(["git", "clone", "--quiet", clone.path, elsewhere], check=True)
    python = clone.path / ".venv" / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "tools.release", tmp_path / "again"],
        cwd=elsewhere,
        env={**clone.environment, "SOURCE_DATE_EPOCH": str(EPOCH), "TZ": "Asia/Shanghai"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, again = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        for folder in (release, tmp_path / "again")
    )
    assert first == again


def test_wrong_tag_builds_nothing(clone: Clone) -> None:
    """A tag that is not the version is one readable line, and nothing is built."""
    done = clone.sh("make release OUT=dist/other TAG=v98.7.6")
    assert done.returncode != 0
    assert f'release: the tag is "v98.7.6", and VERSION asks for v{VERSION}' in done.stdout
    assert "Traceback" not in done.stdout
    assert not (clone.path / "dist" / "other").exists()


def test_folder_of_somebody_else_is_left_alone(clone: Clone) -> None:
    """A folder that holds something other than a release is not replaced."""
    mine = clone.path / "mine"
    mine.mkdir()
    (mine / "work.txt").write_text("mine", "utf-8")
    done = clone.sh("make release OUT=mine")
    assert done.returncode != 0
    assert "release: mine is no release, and is not empty" in done.stdout
    assert os.listdir(mine) == ["work.txt"]  # noqa: PTH208 the names are what is compared
