"""What counts as a change, and which change makes a new resource."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.differences import Change, input_changes
from compute_gallery_emulator.provider.resource_types import find_resource_type

_VERSION = find_resource_type("azure-native:compute:GalleryImageVersion")
_IMAGE = find_resource_type("azure-native:compute:GalleryImage")
_GALLERY = find_resource_type("azure-native:compute:Gallery")

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=10,
)


def _regions(*names: str) -> JsonObject:
    return {"publishingProfile": {"targetRegions": [{"name": name} for name in names]}}


@given(st.dictionaries(st.text(), _json))
def test_equal_inputs_do_not_differ(inputs: JsonObject) -> None:
    """Nothing differs from itself."""
    assert input_changes(_VERSION, inputs, inputs) == []


@given(st.dictionaries(st.text(min_size=1), _json), st.dictionaries(st.text(min_size=1), _json))
def test_differences_are_symmetrical(old: JsonObject, new: JsonObject) -> None:
    """The way back has a change exactly when the way there has one."""
    assert bool(input_changes(_GALLERY, old, new)) is bool(input_changes(_GALLERY, new, old))


def test_the_spelling_of_a_target_region_is_a_difference() -> None:
    """Region names in a list are compared as they are, as the official plugin does."""
    changes = input_changes(_VERSION, _regions("chinaeast2"), _regions("China East 2"))
    assert changes == [
        Change("publishingProfile.targetRegions[0]", "add", replaces=False),
        Change("publishingProfile.targetRegions[0]", "delete", replaces=False),
    ]


@pytest.mark.parametrize(("old", "new"), [("China East 2", "chinaeast2"), ("CHINAEAST2", "China East 2")])
def test_the_spelling_of_the_location_is_none(old: str, new: str) -> None:
    """The location of a resource is compared without spaces and case."""
    assert input_changes(_GALLERY, {"location": old}, {"location": new}) == []


def test_another_location_makes_a_new_resource() -> None:
    """A gallery cannot move."""
    (change,) = input_changes(_GALLERY, {"location": "chinaeast2"}, {"location": "chinanorth3"})
    assert change == Change("location", "update", replaces=True)


def test_the_order_of_target_regions_has_no_meaning() -> None:
    """Azure's specification keys target regions by name."""
    assert input_changes(_VERSION, _regions("a", "b", "c"), _regions("c", "a", "b")) == []


def test_a_changed_region_is_named_by_its_new_place() -> None:
    """A keyed element that moved and changed is one update."""
    old: JsonObject = {
        "publishingProfile": {"targetRegions": [{"name": "a", "regionalReplicaCount": 1}, {"name": "b"}]}
    }
    new: JsonObject = {
        "publishingProfile": {"targetRegions": [{"name": "b"}, {"name": "a", "regionalReplicaCount": 2}]}
    }
    assert input_changes(_VERSION, old, new) == [
        Change("publishingProfile.targetRegions[1].regionalReplicaCount", "update", replaces=False)
    ]


def test_duplicate_keys_are_compared_one_by_one() -> None:
    """A region that is listed twice on one side only is a difference."""
    assert input_changes(_VERSION, _regions("a", "a"), _regions("a"))


@pytest.mark.parametrize("name", ["resourceGroupName", "galleryName", "galleryImageName", "galleryImageVersionName"])
def test_a_name_in_the_address_makes_a_new_resource(name: str) -> None:
    """No resource can be renamed."""
    (change,) = input_changes(_VERSION, {name: "a"}, {name: "b"})
    assert change.replaces


def test_a_resource_group_is_compared_without_case() -> None:
    """Azure gives the name of a resource group back in any case."""
    assert input_changes(_VERSION, {"resourceGroupName": "RG"}, {"resourceGroupName": "rg"}) == []


@pytest.mark.parametrize("property_", ["osType", "osState", "hyperVGeneration", "architecture", "purchasePlan"])
def test_what_azure_refuses_to_change_is_an_update(property_: str) -> None:
    """The official plugin sends such an update, and Azure refuses it."""
    (change,) = input_changes(_IMAGE, {property_: "a"}, {property_: "b"})
    assert not change.replaces


def test_true_is_not_one() -> None:
    """JSON knows booleans and numbers apart."""
    assert input_changes(_GALLERY, {"description": True}, {"description": 1})


def test_own_inputs_are_not_compared() -> None:
    """Inputs that begin with two underscores are the plugin's own."""
    assert input_changes(_GALLERY, {"__createBeforeDelete": True}, {}) == []
