"""What Pulumi itself makes of the plugin: in this checkout, and where Pulumi has cloned the repository."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.clone import Clone
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tests.end_to_end.own_environment import own_environment

pytestmark = pytest.mark.end_to_end


def schema_of(local_pulumi: LocalPulumi, root: Path) -> object:
    """What `pulumi package get-schema ./components` prints in a folder."""
    done = local_pulumi.run("package", "get-schema", "./components", cwd=root)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_engine_gives_the_schema_of_the_repository(local_pulumi: LocalPulumi) -> None:
    """Pulumi prints components/schema.json, with the version of the file VERSION."""
    schema = json.loads((ROOT / "components" / "schema.json").read_text())
    assert schema_of(local_pulumi, ROOT) == schema
    assert schema["version"] == (ROOT / "VERSION").read_text().strip()


def test_the_plugin_runs_where_pulumi_has_cloned_the_repository(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """With nothing but what Pulumi's host for Python installs, from components/requirements.txt, the plugin runs."""
    clone = Clone.of_checkout(tmp_path / "clone")
    python = own_environment(clone.path / ".venv", "-r", "requirements.txt", cwd=clone.path / "components")
    where = "import pulumi_azure_compute_gallery as c, compute_gallery_rules as r; print(c.__file__, r.__file__)"
    found = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True, cwd=tmp_path).stdout
    assert found.count(str(clone.path)) == 2
    assert schema_of(local_pulumi, clone.path) == schema_of(local_pulumi, ROOT)
