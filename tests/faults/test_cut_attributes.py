"""A kill that strikes as Pulumi writes the attributes beside a file of the state."""

from pathlib import Path

import pytest

from tests.faults.conftest import Azure

STACK = "organization/compute-gallery/cut"


@pytest.mark.end_to_end
def test_state_is_whole_in_spite_of_cut_attributes(azure: Azure, tmp_path: Path) -> None:
    """Pulumi refuses such a state by a word; without the empty file it reads it, and may keep no attributes at all."""
    plain = azure.pulumi.with_environment({"PULUMI_BACKEND_URL": f"file://{tmp_path}"})
    without = azure.pulumi.with_environment({"PULUMI_BACKEND_URL": f"file://{tmp_path}?metadata=skip"})
    assert plain.run("stack", "init", STACK).returncode == 0
    (attributes,) = (tmp_path / ".pulumi" / "stacks").rglob("cut.json.attrs")
    attributes.write_text("")
    assert "failed to load checkpoint: EOF" in plain.run("stack", "export", "--stack", STACK).stderr
    attributes.unlink()
    assert plain.run("stack", "export", "--stack", STACK).returncode == 0
    assert without.run("stack", "init", f"{STACK}2").returncode == 0
    assert not [*(tmp_path / ".pulumi" / "stacks").rglob("cut2.json.attrs")]
