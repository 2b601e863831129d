"""The body of a request, and the outputs of an answer."""

from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.resource_types import find_resource_type
from compute_gallery_emulator.provider.shapes import request_body, response_outputs

_VERSION = find_resource_type("azure-native:compute:GalleryImageVersion")
_NIC = find_resource_type("azure-native:network:NetworkInterface")
_VM = find_resource_type("azure-native:compute:VirtualMachine")
_SCALE_SET = find_resource_type("azure-native:compute:VirtualMachineScaleSet")

_regions = st.lists(
    st.fixed_dictionaries({"name": st.text(min_size=1)}, optional={"regionalReplicaCount": st.integers(1, 100)}),
    max_size=4,
)


@given(_regions, st.dictionaries(st.text(), st.text()))
def test_inputs_come_back_as_outputs(regions: list[JsonObject], tags: dict[str, str]) -> None:
    """What a body carries and Azure answers unchanged are the inputs again."""
    inputs: JsonObject = {
        "publishingProfile": {"targetRegions": [*regions]},
        "storageProfile": {"osDiskImage": {"source": {"id": "/s"}}},
        "location": "chinaeast2",
        "tags": {**tags},
    }
    outputs = response_outputs(_VERSION, request_body(_VERSION, inputs))
    assert outputs == {**inputs, "azureApiVersion": "2024-03-03"}


def test_a_body_holds_inputs_only() -> None:
    """Names of the address, read-only members at any depth and unknown ones are not sent."""
    inputs: JsonObject = {
        "resourceGroupName": "rg",
        "galleryName": "g",
        "galleryImageName": "i",
        "galleryImageVersionName": "1.0.0",
        "azureApiVersion": "2024-03-03",
        "provisioningState": "Succeeded",
        "bogus": 1,
        "location": "chinaeast2",
        "publishingProfile": {"publishedDate": "2026-01-01", "replicaCount": 2, "bogus": 1},
    }
    assert request_body(_VERSION, inputs) == {
        "location": "chinaeast2",
        "properties": {"publishingProfile": {"replicaCount": 2}},
    }


def test_no_empty_properties_are_sent() -> None:
    """A gallery with nothing but a region is just that, as Azure's own clients send it."""
    row = find_resource_type("azure-native:compute:Gallery")
    assert request_body(row, {"location": "chinaeast2"}) == {"location": "chinaeast2"}


def test_outputs_hold_what_the_table_knows() -> None:
    """Members that the official plugin does not know are dropped, at any depth."""
    outputs = response_outputs(
        _VERSION,
        {
            "id": "/v",
            "name": "1.0.0",
            "properties": {
                "provisioningState": "Succeeded",
                "validationsProfile": {"validationOperationStatus": "NotExecuted", "validationEtag": "e"},
                "surprise": True,
            },
        },
    )
    assert outputs == {
        "id": "/v",
        "name": "1.0.0",
        "provisioningState": "Succeeded",
        "validationsProfile": {"validationEtag": "e"},
        "azureApiVersion": "2024-03-03",
    }


def test_a_set_of_identities_is_an_object_for_azure() -> None:
    """The program lists identities, and Azure holds them as an object."""
    row = find_resource_type("azure-native:compute:Gallery")
    body = request_body(row, {"identity": {"type": "UserAssigned", "userAssignedIdentities": ["/a", "/b"]}})
    assert body == {"identity": {"type": "UserAssigned", "userAssignedIdentities": {"/a": {}, "/b": {}}}}


def test_elements_are_nested_for_azure_and_flat_for_programs() -> None:
    """IP configurations carry their members under `properties` of their own in Azure's JSON alone."""
    inputs: JsonObject = {"ipConfigurations": [{"name": "ip", "subnet": {"id": "/s"}, "primary": True}]}
    body = request_body(_NIC, inputs)
    nested = {"name": "ip", "properties": {"subnet": {"id": "/s"}, "primary": True}}
    assert body == {"properties": {"ipConfigurations": [nested]}}
    assert response_outputs(_NIC, body)["ipConfigurations"] == inputs["ipConfigurations"]


def test_a_nested_list_within_an_object_is_found() -> None:
    """The network interfaces of a virtual machine stand one level deeper."""
    inputs: JsonObject = {"networkProfile": {"networkInterfaces": [{"id": "/nic", "primary": True}]}}
    body = request_body(_VM, inputs)
    wanted = {"networkInterfaces": [{"id": "/nic", "properties": {"primary": True}}]}
    assert body == {"properties": {"networkProfile": wanted}}
    assert response_outputs(_VM, body)["networkProfile"] == inputs["networkProfile"]


def test_a_nested_list_within_a_nested_list_is_found() -> None:
    """The IP configurations of a scale set's machines stand in the elements of another such list; so do extensions."""
    addresses: JsonObject = {"name": "ip", "subnet": {"id": "/s"}}
    extension: JsonObject = {"name": "health", "type": "ApplicationHealthLinux", "settings": {"port": 22}}
    network: JsonObject = {"name": "nic", "primary": True, "ipConfigurations": [addresses]}
    profile: JsonObject = {
        "extensionProfile": {"extensions": [extension]},
        "networkProfile": {"networkInterfaceConfigurations": [network]},
    }
    body = request_body(_SCALE_SET, {"virtualMachineProfile": profile})
    nested: JsonObject = {"primary": True, "ipConfigurations": [{"name": "ip", "properties": {"subnet": {"id": "/s"}}}]}
    assert body == {
        "properties": {
            "virtualMachineProfile": {
                "extensionProfile": {
                    "extensions": [
                        {"name": "health", "properties": {"type": "ApplicationHealthLinux", "settings": {"port": 22}}}
                    ]
                },
                "networkProfile": {"networkInterfaceConfigurations": [{"name": "nic", "properties": nested}]},
            }
        }
    }
    assert response_outputs(_SCALE_SET, body)["virtualMachineProfile"] == profile


def test_a_member_has_azures_name_on_the_wire() -> None:
    """A storage account's switch for HTTPS is named differently in Azure's JSON."""
    row = find_resource_type("azure-native:storage:StorageAccount")
    body = request_body(row, {"enableHttpsTrafficOnly": True, "kind": "StorageV2"})
    assert body == {"kind": "StorageV2", "properties": {"supportsHttpsTrafficOnly": True}}
    assert response_outputs(row, body)["enableHttpsTrafficOnly"] is True
