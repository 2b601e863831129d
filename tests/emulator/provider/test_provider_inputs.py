"""What Check refuses, what a preview shows, and the progress line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.preview import preview_outputs
from compute_gallery_emulator.provider.replication_progress import replication_progress
from compute_gallery_emulator.provider.resource_types import find_resource_type, resource_types
from compute_gallery_emulator.provider.schema import package_schema
from compute_gallery_emulator.provider.validation import input_failures
from compute_gallery_emulator.provider.values import UNKNOWN

_VERSION = find_resource_type("azure-native:compute:GalleryImageVersion")
_GOOD: JsonObject = {
    "resourceGroupName": "rg",
    "galleryName": "g",
    "galleryImageName": "i",
    "galleryImageVersionName": "1.0.0",
    "location": "chinaeast2",
    "storageProfile": {"source": {"id": "/image"}},
    "publishingProfile": {"targetRegions": [{"name": "chinaeast2", "regionalReplicaCount": 1}]},
}
_json = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=8,
)


def test_good_inputs_pass() -> None:
    """A complete version has no failure, nor has one of which parts are unknown."""
    assert input_failures(_VERSION, _GOOD) == []
    assert input_failures(_VERSION, {**_GOOD, "storageProfile": UNKNOWN, "galleryName": UNKNOWN}) == []


@pytest.mark.parametrize(
    ("inputs", "path", "text"),
    [
        ({"storageProfile": "x"}, "storageProfile", "must be an object, but it is a string"),
        ({"location": 5}, "location", "must be a string, but it is a number"),
        ({"tags": []}, "tags", "must be an object, but it is a list"),
        ({"tags": {"a": 1}}, "tags.a", "must be a string"),
        ({"restore": "yes"}, "restore", "must be a boolean"),
        (
            {"publishingProfile": {"targetRegions": {}}},
            "publishingProfile.targetRegions",
            "must be a list, but it is a object",
        ),
        (
            {"publishingProfile": {"targetRegions": [{"regionalReplicaCount": 1.5, "name": "x"}]}},
            "publishingProfile.targetRegions[0].regionalReplicaCount",
            "must be an integer",
        ),
        (
            {"publishingProfile": {"targetRegions": [{}]}},
            "publishingProfile.targetRegions[0].name",
            "missing required property",
        ),
    ],
)
def test_a_failure_names_the_property(inputs: JsonObject, path: str, text: str) -> None:
    """The path and what is wanted stand in the failure."""
    ((found, reason),) = input_failures(_VERSION, {**_GOOD, **inputs})
    assert found == path
    assert path in reason
    assert text in reason


@pytest.mark.parametrize("name", [*_VERSION.path_parameters, "storageProfile", "location"])
def test_missing_inputs_are_failures(name: str) -> None:
    """The names of the address, what Azure requires, and a location."""
    ((found, _),) = input_failures(_VERSION, {key: value for key, value in _GOOD.items() if key != name})
    assert found == name


@given(st.dictionaries(st.sampled_from(sorted(_VERSION.properties)), _json))
def test_no_value_breaks_the_checks(inputs: dict[str, JsonValue]) -> None:
    """Inputs of any type end in failures, never in an exception."""
    for path, reason in input_failures(_VERSION, inputs):
        assert path.split(".")[0] in reason
    preview_outputs(_VERSION, inputs, {})


def test_a_preview_knows_inputs_and_nothing_else() -> None:
    """What Azure decides is unknown, at any depth; an update keeps the name."""
    outputs = preview_outputs(_VERSION, _GOOD, {"name": "1.0.0", "provisioningState": "Succeeded"})
    assert outputs["name"] == "1.0.0"
    assert outputs["provisioningState"] == UNKNOWN
    assert outputs["location"] == "chinaeast2"
    assert outputs["publishingProfile"] == {
        "endOfLifeDate": UNKNOWN,
        "excludeFromLatest": UNKNOWN,
        "publishedDate": UNKNOWN,
        "replicaCount": UNKNOWN,
        "replicationMode": UNKNOWN,
        "storageAccountType": UNKNOWN,
        "targetExtendedLocations": UNKNOWN,
        "targetRegions": [
            {
                "additionalReplicaSets": UNKNOWN,
                "encryption": UNKNOWN,
                "excludeFromLatest": UNKNOWN,
                "name": "chinaeast2",
                "regionalReplicaCount": 1,
                "storageAccountType": UNKNOWN,
            }
        ],
    }
    assert "id" not in outputs
    assert "galleryName" not in outputs


@pytest.mark.parametrize(
    ("states", "line"),
    [
        (["Completed", "Replicating", "Unknown"], "replication: 1 of 3 regions"),
        (["Completed", "Failed"], "replication: 1 of 2 regions, failed in region1"),
        ([], None),
    ],
)
def test_progress_counts_regions(states: list[str], line: str | None) -> None:
    """The line counts the regions that are done and names those that failed."""
    summary: list[JsonValue] = [{"region": f"region{i}", "state": state} for i, state in enumerate(states)]
    response: JsonObject = {"properties": {"replicationStatus": {"summary": summary}}}
    assert replication_progress(response) == line


@given(st.dictionaries(st.text(), _json))
def test_progress_survives_any_answer(response: dict[str, JsonValue]) -> None:
    """An answer of another shape is no progress."""
    assert replication_progress({"properties": {"replicationStatus": response}}) is None or response["summary"]


def test_the_schema_refers_to_what_it_holds() -> None:
    """Every reference in the package schema names a type of it."""
    schema = json.loads(package_schema())
    assert set(schema["resources"]) == {row.token for row in resource_types().values()}
    text = package_schema()
    references = {piece.split('"')[0] for piece in text.split('"#/types/')[1:]}
    assert references <= set(schema["types"])
    assert references
