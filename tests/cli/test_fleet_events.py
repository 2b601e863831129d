"""What the engine's events become: findings that name their resource."""

import json
from collections.abc import Mapping

import pytest

from compute_gallery_cli.fleet.engine_events import EngineEvents
from compute_gallery_cli.fleet.outcome import Outcome

URN = "urn:pulumi:images-linux::compute-gallery::azure-native:compute:GalleryImageVersion::images-ubuntu-{}-version"
STACK = "urn:pulumi:images-linux::compute-gallery::pulumi:pulumi:Stack::compute-gallery-images-linux"
AZURE = '1 error occurred: * Status=200 Code="ReplicationJobsFailed"'


def read(*events: Mapping[str, object]) -> Outcome:
    """Read events into an outcome."""
    outcome = Outcome("images-linux", "up")
    reader = EngineEvents(outcome, lambda: None)
    for event in events:
        reader(json.dumps(event))
    return outcome


def error(message: str, urn: str) -> dict[str, object]:
    """A diagnostic."""
    return {"diagnosticEvent": {"severity": "error", "message": message, "urn": urn}}


def test_resources_that_fail_alike_are_told_apart() -> None:
    """Azure's words do not name what has failed: the resource's name stands before them, and in --json beside them."""
    told = read(*(error(AZURE, URN.format(number)) for number in ("1.0.0", "1.0.1"))).document()["findings"]
    names = ["images-ubuntu-1.0.0-version", "images-ubuntu-1.0.1-version"]
    assert [one["resource"] for one in told] == names
    assert [one["text"] for one in told] == [f"{name}: {AZURE}" for name in names]


@pytest.mark.parametrize(
    ("text", "urn"),
    [
        ("ImageVersion 'images/ubuntu/1.0.0': version: is the latest", URN.format("1.0.0")),
        ("creating images-ubuntu-1.0.0-version: quota", URN.format("1.0.0")),
        ("the program has failed", STACK),
        ("the program has failed", ""),
    ],
)
def test_no_name_stands_twice(text: str, urn: str) -> None:
    """A text that says what it is about stays as it is, and so does one about the whole stack."""
    (told,) = read(error(text, urn)).told
    assert told.text == text
    assert bool(told.resource) == ("Version" in urn)


def test_policies_name_what_they_refuse() -> None:
    """Two resources that break one rule are two findings."""
    violation = {"policyName": "tags", "enforcementLevel": "mandatory", "message": "has no tags"}
    outcome = read(*({"policyEvent": {**violation, "resourceUrn": URN.format(one)}} for one in "ab"))
    assert [one.text for one in outcome.told] == [f"tags: images-ubuntu-{one}-version: has no tags" for one in "ab"]
