"""Inputs after a refresh and an import."""

from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.projection import imported_inputs, projected_inputs, refreshed_inputs
from compute_gallery_emulator.provider.resource_types import find_resource_type

_VERSION = find_resource_type("azure-native:compute:GalleryImageVersion")
_GALLERY = find_resource_type("azure-native:compute:Gallery")
_NETWORK = find_resource_type("azure-native:network:VirtualNetwork")
_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/i/versions/1.0.0"
_INPUTS: JsonObject = {
    "resourceGroupName": "rg",
    "publishingProfile": {"targetRegions": [{"name": "chinaeast2"}, {"name": "chinanorth", "regionalReplicaCount": 1}]},
}
_OUTPUTS: JsonObject = {
    "id": _ID,
    "location": "chinaeast2",
    "publishingProfile": {
        "publishedDate": "2026-11-22T00:00:00.0000000+00:00",
        "replicaCount": 1,
        "targetRegions": [
            {"name": "China East 2", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
            {"name": "China North", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
        ],
    },
    "provisioningState": "Succeeded",
    "storageProfile": {"osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {"id": "/s"}}},
}
_text_maps = st.dictionaries(st.text(), st.text(), max_size=5)


def _changed(**profile: object) -> JsonObject:
    held = _OUTPUTS["publishingProfile"]
    assert isinstance(held, dict)
    return {**_OUTPUTS, "publishingProfile": {**held, **profile}}  # type: ignore[dict-item]


def test_a_refresh_without_changes_keeps_the_inputs() -> None:
    """Defaults that Azure filled in, and its spelling of regions, stay out of the inputs."""
    assert refreshed_inputs(_VERSION, _INPUTS, _OUTPUTS, _OUTPUTS) == _INPUTS


@given(_text_maps, _text_maps, _text_maps)
def test_a_refresh_applies_what_changed_in_azure(declared: JsonObject, old: JsonObject, new: JsonObject) -> None:
    """Tags that differ between old and new outputs get their new values, and the others keep the declared ones."""
    inputs = refreshed_inputs(_GALLERY, {"tags": declared}, {"tags": old}, {"tags": new})
    expected = {name: value for name, value in declared.items() if name not in old or name in new}
    expected |= {name: value for name, value in new.items() if old.get(name) != value}
    assert inputs == {"tags": expected}


def test_a_changed_count_is_taken_over_alone() -> None:
    """Only what changed in a region goes into the inputs, under the spelling that the program uses."""
    regions: list[JsonObject] = [
        {"name": "China East 2", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"},
        {"name": "China North", "regionalReplicaCount": 3, "storageAccountType": "Standard_LRS"},
    ]
    inputs = refreshed_inputs(_VERSION, _INPUTS, _OUTPUTS, _changed(targetRegions=regions))
    assert inputs["publishingProfile"] == {
        "targetRegions": [{"name": "chinaeast2"}, {"name": "chinanorth", "regionalReplicaCount": 3}]
    }


def test_a_region_added_in_azure_is_taken_over() -> None:
    """A new region arrives as Azure describes it."""
    region: JsonObject = {"name": "China North 3", "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"}
    held = _OUTPUTS["publishingProfile"]
    assert isinstance(held, dict)
    assert isinstance(held["targetRegions"], list)
    inputs = refreshed_inputs(_VERSION, _INPUTS, _OUTPUTS, _changed(targetRegions=[*held["targetRegions"], region]))
    assert isinstance(inputs["publishingProfile"], dict)
    assert isinstance(inputs["publishingProfile"]["targetRegions"], list)
    assert inputs["publishingProfile"]["targetRegions"][2] == region


def test_a_list_of_plain_values_is_taken_over() -> None:
    """Plain values have no members to compare, so a list that changed is Azure's."""
    row = find_resource_type("azure-native:compute:GalleryImage")
    old: JsonObject = {"disallowed": {"diskTypes": ["Standard_LRS"]}}
    new: JsonObject = {"disallowed": {"diskTypes": ["Standard_LRS", "Premium_LRS"]}}
    declared: JsonObject = {"disallowed": {"diskTypes": ["standard_lrs"]}}
    assert refreshed_inputs(row, declared, old, new) == new


def test_read_only_outputs_never_become_inputs() -> None:
    """The date of publication, sizes and states are Azure's alone."""
    assert projected_inputs(_VERSION, _OUTPUTS) == {
        "location": "chinaeast2",
        "publishingProfile": {
            "replicaCount": 1,
            "targetRegions": _changed()["publishingProfile"]["targetRegions"],  # type: ignore[index, call-overload]
        },
        "storageProfile": {"osDiskImage": {"hostCaching": "ReadWrite", "source": {"id": "/s"}}},
    }


def test_an_import_takes_what_azure_answers() -> None:
    """The names come from the id, and empty lists and objects are left out."""
    outputs: JsonObject = {**_OUTPUTS, "tags": {}, "safetyProfile": {"policyViolations": []}}
    inputs = imported_inputs(_VERSION, _ID, outputs)
    assert inputs == {
        "resourceGroupName": "rg",
        "galleryName": "g",
        "galleryImageName": "i",
        "galleryImageVersionName": "1.0.0",
        **projected_inputs(_VERSION, _OUTPUTS),
    }


def test_subnets_of_their_own_stay_out_of_a_network() -> None:
    """A virtual network whose program lists no subnets does not take over those that stand beside it."""
    old: JsonObject = {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}
    new: JsonObject = {**old, "subnets": [{"name": "default"}]}
    assert refreshed_inputs(_NETWORK, old, old, new) == old
