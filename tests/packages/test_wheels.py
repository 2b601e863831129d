"""What is installed from the wheels is whole: modules, types, data, commands, and a deployment."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import LocalPulumi
from tests.packages.installation import Installation
from tests.test_rooms import PACKAGES
from tools.environment.uv import find_uv, uv_environment
from tools.local.shell import SUBSCRIPTION
from tools.wheels.build import ROOT, WheelsError, build_wheels

pytestmark = pytest.mark.xdist_group("wheels")

VERSION = (ROOT / "VERSION").read_text().strip()

IMPORT_ALL = """
import importlib, json, pkgutil, sys

files = []
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    names = [each.name for each in pkgutil.walk_packages(package.__path__, f"{name}.")]
    files += [importlib.import_module(each).__file__ for each in [name, *names] if not each.endswith("__main__")]
print(json.dumps(files))
"""


def data_files(room: str) -> set[str]:
    """What stands in a room's package beside Python."""
    package = ROOT / room / PACKAGES[room]
    files = (each for each in package.rglob("*") if each.is_file() and "__pycache__" not in each.parts)
    return {str(each.relative_to(package.parent)) for each in files if each.suffix != ".py"}


def test_every_module_is_imported_from_the_wheels(installed: Installation) -> None:
    """Every module of each package can be imported, and none of them comes from the checkout."""
    files = json.loads(installed.run("python", "-c", IMPORT_ALL, *PACKAGES.values()))
    strangers = [each for each in files if not Path(each).is_relative_to(installed.environment)]
    assert strangers == []
    there = [each for room, name in PACKAGES.items() for each in (ROOT / room / name).rglob("*.py")]
    assert len(files) == len([each for each in there if each.name != "__main__.py"])


@pytest.mark.parametrize("room", PACKAGES)
def test_wheel_has_its_types_and_its_data(installed: Installation, room: str) -> None:
    """A wheel says that it is typed, and holds every file that stands in its package, under the one version."""
    package = PACKAGES[room]
    wheel = next(each for each in installed.wheels if f"{package}/__init__.py" in zipfile.ZipFile(each).namelist())
    name = wheel.name.removesuffix("-py3-none-any.whl")
    files = set(zipfile.ZipFile(wheel).namelist())
    assert name.endswith(f"-{VERSION}")
    assert {f"{package}/py.typed", *data_files(room)} <= files
    assert {file.split("/")[0] for file in files} == {package, f"{name}.dist-info"}


def test_commands_of_the_wheels_run(installed: Installation) -> None:
    """`gallery` and `gallery-emulator` are there, and say what they do."""
    assert "catalog" in installed.run("gallery", "--help")
    assert "serve" in installed.run("gallery-emulator", "--help")


@pytest.mark.end_to_end
def test_a_stack_is_deployed_and_shown_with_the_wheels(
    installed: Installation, local_pulumi: LocalPulumi, tmp_path: Path
) -> None:
    """A program deploys in the installed environment, and the installed `gallery` writes its page of what is there."""
    deployment = Deployment.of_program(local_pulumi, "packaged", tmp_path)
    runtime = {"name": "python", "options": {"virtualenv": str(installed.environment)}}
    project = deployment.folder / "Pulumi.yaml"
    project.write_text(yaml.safe_dump({**yaml.safe_load(project.read_text()), "runtime": runtime}))
    deployment.pulumi("up", "--yes", "--skip-preview")
    assert deployment.pulumi("stack", "output", "imported-from").strip().startswith(str(installed.environment))
    page = tmp_path / "catalogue.html"
    place = ["--gallery", "packaged", "--subscription", SUBSCRIPTION, "--endpoint", local_pulumi.address]
    told = installed.run("gallery", "catalog", *place, "--json", "--html", str(page))
    assert '"1.0.0"' in told
    assert "1.0.0" in page.read_text()


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    """Wheels replace wheels only; where anything else stands, nothing is built."""
    (tmp_path / "notes.txt").write_text("kept")
    with pytest.raises(WheelsError, match=r"holds notes\.txt"):
        build_wheels(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_a_room_that_cannot_be_built_leaves_the_earlier_wheels(tmp_path: Path) -> None:
    """When one room fails, the wheels of the last build are still there, and the error names the room."""
    (tmp_path / "earlier-1-py3-none-any.whl").write_text("")
    with pytest.raises(WheelsError, match="docs cannot be built"):
        build_wheels(tmp_path, ("rules", "docs"))
    assert [each.name for each in tmp_path.iterdir()] == ["earlier-1-py3-none-any.whl"]


def test_a_source_archive_gives_the_same_wheel(installed: Installation, tmp_path: Path) -> None:
    """`uv build` makes a source archive, and from it alone the very wheel that is made from the checkout."""
    options: list[str | Path] = ["--quiet", "--no-build-isolation", "--python", sys.executable, "--out-dir", tmp_path]
    subprocess.run([find_uv(), "build", *options, ROOT / "components"], check=True, env=uv_environment())
    (built,) = tmp_path.glob("*.whl")
    assert list(tmp_path.glob(f"*-{VERSION}.tar.gz"))
    assert built.read_bytes() == next(each for each in installed.wheels if each.name == built.name).read_bytes()
