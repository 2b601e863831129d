"""Stack traces of the program, which Pulumi's SDK takes of each resource, and which the engine keeps in the state."""

import json
from pathlib import Path

import pytest

from tests.cli.fleets import definition
from tests.end_to_end.gallery_stack import GalleryStack
from tests.end_to_end.local_pulumi import LocalPulumi

TREE = {
    "galleryName": "traces",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {"ubuntu": definition("traces", "1.0.0")},
}


@pytest.mark.end_to_end
def test_state_holds_no_stack_traces(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """They would be a good part of a large state, which is written again with each resource."""
    stack = GalleryStack(local_pulumi, "traces", tmp_path)
    stack.up(TREE)
    state = json.loads(local_pulumi.run("stack", "export", "--stack", "traces").stdout)
    resources = [one for one in state["deployment"]["resources"] if one["type"].startswith("azure-")]
    assert len(resources) == 6
    assert [one["urn"] for one in resources if "stackTrace" in one or "sourcePosition" in one] == []
