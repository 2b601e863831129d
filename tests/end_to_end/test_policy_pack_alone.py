"""The policy pack away from this repository: as a folder to publish, and inside another team's pack."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tests.end_to_end.own_environment import own_environment
from tests.end_to_end.violations import violations
from tools.publish.folder import PublishError, write_folder

pytestmark = pytest.mark.end_to_end

PROGRAM = Path(__file__).with_name("programs") / "raw_without_source_region"
TEAM_PACK = re.compile(r"## In a pack of your own.*?```python\n(.*?)```", re.DOTALL)


def preview(pulumi: LocalPulumi, folder: Path, pack: Path) -> str:
    """Preview a copy of the program under a pack, and return all that was said."""
    program = shutil.copytree(PROGRAM, folder / "program")
    pulumi.run("stack", "select", "--create", pack.name, cwd=program)
    done = pulumi.run("preview", "--stack", pack.name, "--policy-pack", str(pack), cwd=program)
    return done.stdout + done.stderr


def test_the_published_folder_installs_and_runs_alone(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """In an empty environment with nothing but its own requirements, the folder gives the verdict of its preset."""
    pack = tmp_path / "published"
    write_folder(pack, "strict")
    python = own_environment(pack / "venv", "--require-hashes", "-r", "requirements.txt")
    where = "import compute_gallery_policies as p, compute_gallery_rules as r; print(p.__file__, r.__file__)"
    found = subprocess.run([python, "-c", where], cwd=pack, check=True, capture_output=True, text=True).stdout
    assert found.count(str(pack)) == 2
    said = preview(local_pulumi, tmp_path, pack)
    assert {("source-region-included", "version"), ("end-of-life-set", "version")} <= violations(said)
    assert str(ROOT) not in (pack / "requirements.txt").read_text() + (pack / "PulumiPolicy.yaml").read_text()


def test_the_documented_pack_of_another_team_runs(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """The guide's example mixes our rules, under a preset with own settings, with a policy of the team's."""
    match = TEAM_PACK.search((ROOT / "docs" / "policies.md").read_text())
    assert match
    pack = tmp_path / "team"
    pack.mkdir()
    (pack / "__main__.py").write_text(match[1])
    runtime = f"runtime:\n  name: python\n  options:\n    virtualenv: {ROOT / '.venv'}\n"
    (pack / "PulumiPolicy.yaml").write_text(f"name: team\nversion: 1.0.0\n{runtime}")
    said = preview(local_pulumi, tmp_path, pack)
    assert "team@v1.0.0" in said
    assert {("source-region-included", "version"), ("allowed-regions", "version")} <= violations(said)
    assert ("definition-owner", "definition") in violations(said, "advisory")


def test_a_folder_in_use_is_not_overwritten(tmp_path: Path) -> None:
    """Only an empty or new folder is written to."""
    (tmp_path / "something").write_text("kept")
    with pytest.raises(PublishError, match="is not an empty folder"):
        write_folder(tmp_path, None)
    assert [each.name for each in tmp_path.iterdir()] == ["something"]
