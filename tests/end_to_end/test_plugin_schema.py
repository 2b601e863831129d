"""What Pulumi itself makes of the plugin."""

import json

import pytest

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

pytestmark = pytest.mark.end_to_end


def test_the_engine_gives_the_schema_of_the_repository(local_pulumi: LocalPulumi) -> None:
    """`pulumi package get-schema ./components` prints components/schema.json, with the version of the file VERSION."""
    done = local_pulumi.run("package", "get-schema", "./components")
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed == json.loads((ROOT / "components" / "schema.json").read_text())
    assert printed["version"] == (ROOT / "VERSION").read_text().strip()
