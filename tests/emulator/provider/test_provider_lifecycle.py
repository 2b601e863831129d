"""Whole lives of resources: the plugin's own process against a running emulator."""

import uuid

import grpc
import pytest
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import provider_pb2

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.values import UNKNOWN, SecretMarks, decode, encode, secret_marks
from tests.emulator.provider.plugin_process import Plugin, error_text, running_plugin

_GALLERY = "azure-native:compute:Gallery"
_IMAGE = "azure-native:compute:GalleryImage"
_VERSION = "azure-native:compute:GalleryImageVersion"
_DISK = "azure-native:compute:Disk"
_SNAPSHOT = "azure-native:compute:Snapshot"
_SAS = "https://store.blob.core.chinacloudapi.cn/vhds/os.vhd?sv=2024-11-04&sig=hidden"


def _gallery(plugin: Plugin, group: str) -> JsonObject:
    inputs: JsonObject = {"resourceGroupName": group, "galleryName": f"images{uuid.uuid4().hex[:6]}"}
    plugin.create(_GALLERY, "images", inputs)
    return inputs


def _definition(plugin: Plugin, group: str) -> JsonObject:
    inputs: JsonObject = {
        **_gallery(plugin, group),
        "galleryImageName": "ubuntu",
        "osType": "Linux",
        "osState": "Generalized",
        "hyperVGeneration": "V2",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": uuid.uuid4().hex},
    }
    plugin.create(_IMAGE, "ubuntu", inputs)
    return inputs


def _snapshot(plugin: Plugin, group: str) -> str:
    disk: JsonObject = {
        "resourceGroupName": group,
        "diskName": "os",
        "creationData": {"createOption": "Empty"},
        "diskSizeGB": 30,
        "osType": "Linux",
        "hyperVGeneration": "V2",
    }
    source = plugin.create(_DISK, "os", disk)[0]
    inputs: JsonObject = {
        "resourceGroupName": group,
        "snapshotName": "os",
        "creationData": {"createOption": "Copy", "sourceResourceId": source},
    }
    return plugin.create(_SNAPSHOT, "os", inputs)[0]


def _version_inputs(plugin: Plugin, group: str, *regions: JsonObject) -> JsonObject:
    definition = _definition(plugin, group)
    return {
        "resourceGroupName": group,
        "galleryName": definition["galleryName"],
        "galleryImageName": "ubuntu",
        "galleryImageVersionName": "1.0.0",
        "storageProfile": {"osDiskImage": {"source": {"id": _snapshot(plugin, group)}}},
        "publishingProfile": {"targetRegions": [*regions]},
    }


def _diff(plugin: Plugin, token: str, old: struct_pb2.Struct, new: struct_pb2.Struct) -> provider_pb2.DiffResponse:
    request = provider_pb2.DiffRequest(urn=plugin.urn(token, "x"), old_inputs=old, news=new)
    answer: provider_pb2.DiffResponse = plugin.stub.Diff(request)
    return answer


def _without(values: JsonObject, name: str) -> JsonObject:
    return {key: value for key, value in values.items() if key != name}


def test_the_plugin_introduces_itself(plugin: Plugin) -> None:
    """It carries the official plugin's version, understands secrets, and says what it lacks."""
    assert plugin.stub.GetPluginInfo(empty_pb2.Empty()).version == "3.29.0"
    assert plugin.stub.Handshake(provider_pb2.ProviderHandshakeRequest()).accept_secrets
    with pytest.raises(grpc.RpcError) as caught:
        plugin.stub.Construct(provider_pb2.ConstructRequest())
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED
    with pytest.raises(grpc.RpcError) as caught:
        list(plugin.stub.List(provider_pb2.ListRequest()))
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_version_lives_and_goes(plugin: Plugin, group: str) -> None:
    """Created, read, updated with another region, and deleted together with all that stands around it."""
    inputs = _version_inputs(plugin, group, {"name": "chinaeast2"}, {"name": "chinanorth", "regionalReplicaCount": 2})
    id_, held = plugin.create(_VERSION, "1.0.0", inputs)
    outputs = decode(held)
    assert id_.endswith("/images/ubuntu/versions/1.0.0")
    assert outputs["name"] == "1.0.0"
    assert outputs["provisioningState"] == "Succeeded"
    profile = outputs["publishingProfile"]
    assert isinstance(profile, dict)
    regions = profile["targetRegions"]
    assert isinstance(regions, list)
    assert [region["name"] for region in regions if isinstance(region, dict)] == ["China East 2", "China North"]

    urn = plugin.urn(_VERSION, "1.0.0")
    checked = plugin.check(_VERSION, "1.0.0", inputs).inputs
    read = plugin.stub.Read(provider_pb2.ReadRequest(id=id_, urn=urn, properties=held, inputs=checked))
    assert decode(read.inputs) == decode(checked)
    assert decode(read.properties) == outputs

    more: JsonObject = {
        **inputs,
        "publishingProfile": {
            "targetRegions": [{"name": "chinaeast2"}, {"name": "chinanorth"}, {"name": "chinanorth3"}]
        },
    }
    news = plugin.check(_VERSION, "1.0.0", more, decode(checked)).inputs
    difference = _diff(plugin, _VERSION, checked, news)
    assert difference.changes == provider_pb2.DiffResponse.DIFF_SOME
    assert list(difference.diffs) == ["publishingProfile"]
    assert not difference.replaces
    updated = plugin.stub.Update(provider_pb2.UpdateRequest(id=id_, urn=urn, olds=held, news=news, old_inputs=checked))
    text = str(decode(updated.properties)["publishingProfile"])
    assert "China North 3" in text

    for _ in range(2):
        plugin.stub.Delete(provider_pb2.DeleteRequest(id=id_, urn=urn, properties=held))
    gone = plugin.stub.Read(provider_pb2.ReadRequest(id=id_, urn=urn, properties=held, inputs=news))
    assert not gone.id


def test_what_changed_in_azure_comes_with_a_refresh(plugin: Plugin, group: str) -> None:
    """A tag that somebody set elsewhere is found and becomes an input."""
    inputs = _gallery(plugin, group)
    urn = plugin.urn(_GALLERY, "images")
    checked = plugin.check(_GALLERY, "images", inputs).inputs
    id_ = f"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/{group}"
    id_ += f"/providers/Microsoft.Compute/galleries/{inputs['galleryName']}"
    before = plugin.stub.Read(provider_pb2.ReadRequest(id=id_, urn=urn, inputs=checked)).properties
    elsewhere = encode({**decode(checked), "tags": {"owner": "somebody"}})
    plugin.stub.Update(provider_pb2.UpdateRequest(id=id_, urn=urn, olds=before, news=elsewhere))
    after = plugin.stub.Read(provider_pb2.ReadRequest(id=id_, urn=urn, properties=before, inputs=checked))
    assert decode(after.inputs) == {**decode(checked), "tags": {"owner": "somebody"}}


def test_an_import_gives_inputs_that_do_not_differ(plugin: Plugin, group: str) -> None:
    """What an import finds, written into the program as it is, needs no update."""
    inputs = _version_inputs(plugin, group, {"name": "China East 2", "regionalReplicaCount": 1})
    id_, _ = plugin.create(_VERSION, "1.0.0", inputs)
    urn = plugin.urn(_VERSION, "1.0.0")
    imported = plugin.stub.Read(provider_pb2.ReadRequest(id=id_, urn=urn))
    found = decode(imported.inputs)
    assert {name: found[name] for name in ("resourceGroupName", "galleryName", "galleryImageVersionName")} == {
        name: inputs[name] for name in ("resourceGroupName", "galleryName", "galleryImageVersionName")
    }
    news = plugin.check(_VERSION, "1.0.0", found).inputs
    difference = plugin.stub.Diff(
        provider_pb2.DiffRequest(urn=urn, olds=imported.properties, old_inputs=imported.inputs, news=news)
    )
    assert difference.changes == provider_pb2.DiffResponse.DIFF_NONE


def test_a_secret_stays_one(plugin: Plugin, group: str) -> None:
    """What goes in as a secret comes out as one, in check, creation and refresh."""
    inputs: JsonObject = {**_gallery(plugin, group), "galleryName": f"g{uuid.uuid4().hex[:6]}", "description": "hush"}
    inputs["tags"] = {"token": "hush", "shown": "yes"}
    marks: SecretMarks = {"description": True, "tags": {"token": True}}
    urn = plugin.urn(_GALLERY, "g")
    checked = plugin.stub.Check(provider_pb2.CheckRequest(urn=urn, news=encode(inputs, marks))).inputs
    assert secret_marks(checked) == marks
    preview = plugin.stub.Create(provider_pb2.CreateRequest(urn=urn, properties=checked, preview=True))
    created = plugin.stub.Create(provider_pb2.CreateRequest(urn=urn, properties=checked))
    read = plugin.stub.Read(
        provider_pb2.ReadRequest(id=created.id, urn=urn, properties=created.properties, inputs=checked)
    )
    for struct in (preview.properties, created.properties, read.properties, read.inputs):
        assert secret_marks(struct) == marks
        assert decode(struct)["description"] == "hush"


def test_an_address_with_a_sas_is_never_in_clear(plugin: Plugin) -> None:
    """A program that forgets to mark it is protected all the same."""
    inputs: JsonObject = {
        "resourceGroupName": "rg",
        "galleryName": "g",
        "galleryImageName": "i",
        "storageProfile": {"osDiskImage": {"source": {"uri": _SAS, "storageAccountId": "/s"}}},
    }
    checked = plugin.check(_VERSION, "1.0.0", inputs).inputs
    assert secret_marks(checked) == {"storageProfile": {"osDiskImage": {"source": {"uri": True}}}}


def test_a_preview_touches_nothing(plugin: Plugin, group: str) -> None:
    """A previewed creation has no id, and nothing was asked of Azure for it."""
    urn = plugin.urn(_GALLERY, "images")
    inputs: JsonObject = {"resourceGroupName": group, "galleryName": UNKNOWN, "location": "chinaeast2"}
    preview = plugin.stub.Create(provider_pb2.CreateRequest(urn=urn, properties=encode(inputs), preview=True))
    assert preview.id == ""
    assert decode(preview.properties)["name"] == UNKNOWN
    assert decode(preview.properties)["location"] == "chinaeast2"


def test_a_location_is_found(emulator_address: str) -> None:
    """Without one it comes from the old inputs, else from the resource group, and is unknown while the group is."""
    with running_plugin(emulator_address, {}) as plugin:
        plugin.configure()
        group = f"rg-{uuid.uuid4().hex[:8]}"
        where: JsonObject = {"resourceGroupName": group, "location": "chinanorth3"}
        plugin.create("azure-native:resources:ResourceGroup", group, where)
        inputs: JsonObject = {"resourceGroupName": group}
        assert decode(plugin.check(_GALLERY, "g", inputs).inputs)["location"] == "chinanorth3"
        old: JsonObject = {"location": "chinaeast"}
        assert decode(plugin.check(_GALLERY, "g", inputs, old).inputs)["location"] == "chinaeast"
        unknown: JsonObject = {"resourceGroupName": UNKNOWN}
        assert decode(plugin.check(_GALLERY, "g", unknown).inputs)["location"] == UNKNOWN
        (failure,) = plugin.check(_GALLERY, "g", {"resourceGroupName": "nowhere"}).failures
        assert failure.property == "location"
        assert "pulumi config set azure-native:location" in failure.reason


def test_names_are_the_same_in_preview_and_update(plugin: Plugin, group: str) -> None:
    """The engine's seed decides, and an old name stays."""
    names = [decode(plugin.check(_GALLERY, "images", {"resourceGroupName": group}).inputs) for _ in range(2)]
    assert names[0] == names[1]
    assert str(names[0]["galleryName"]).startswith("images")
    other = decode(plugin.check(_GALLERY, "images", {"resourceGroupName": group}, names[0], b"other").inputs)
    assert other["galleryName"] == names[0]["galleryName"]


@pytest.mark.parametrize(("random", "first"), [(True, False), (False, True)])
def test_a_replacement_keeps_names_apart(plugin: Plugin, *, random: bool, first: bool) -> None:
    """A resource with a random name can be replaced before the old one goes; one with a fixed name cannot."""
    old: JsonObject = {"resourceGroupName": "a", "galleryName": "g"}
    if random:
        old["__createBeforeDelete"] = True
    difference = _diff(plugin, _GALLERY, encode(old), encode({**old, "resourceGroupName": "b"}))
    assert list(difference.replaces) == ["resourceGroupName"]
    assert difference.deleteBeforeReplace is first
    assert difference.detailedDiff["resourceGroupName"].kind == provider_pb2.PropertyDiff.UPDATE_REPLACE


def test_azures_refusal_is_repeated(plugin: Plugin, group: str) -> None:
    """What Azure does not allow to change is sent, and its code and message come back as they are."""
    definition = _definition(plugin, group)
    checked = plugin.check(_IMAGE, "ubuntu", {**definition, "osType": "Windows"}).inputs
    id_ = f"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/{group}"
    id_ += f"/providers/Microsoft.Compute/galleries/{definition['galleryName']}/images/ubuntu"
    with pytest.raises(grpc.RpcError) as caught:
        plugin.stub.Update(provider_pb2.UpdateRequest(id=id_, urn=plugin.urn(_IMAGE, "ubuntu"), news=checked))
    assert 'Code="PropertyChangeNotAllowed" Message="' in error_text(caught.value)


def test_a_resource_is_not_taken_over(plugin: Plugin, group: str) -> None:
    """A creation never overwrites what is there, and says so in the official plugin's words."""
    inputs = _gallery(plugin, group)
    with pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "again", inputs)
    assert error_text(caught.value).startswith("cannot create already existing resource '/subscriptions/")
    assert error_text(caught.value).endswith(f"/galleries/{inputs['galleryName']}'")


def test_functions_read_resources(plugin: Plugin, group: str) -> None:
    """Functions such as getGallery answer with outputs; the status of replication comes when it is asked for."""
    inputs = _version_inputs(plugin, group, {"name": "chinaeast2"})
    plugin.create(_VERSION, "1.0.0", inputs)

    def call(name: str, arguments: JsonObject) -> JsonObject:
        request = provider_pb2.InvokeRequest(tok=f"azure-native:{name}", args=encode(arguments))
        return decode(getattr(plugin.stub.Invoke(request), "return"))

    names = {name: value for name, value in inputs.items() if name.endswith("Name")}
    assert call("compute:getGallery", {**names})["name"] == inputs["galleryName"]
    assert "replicationStatus" not in call("compute:getGalleryImageVersion", {**names})
    version = call("compute:getGalleryImageVersion", {**names, "expand": "ReplicationStatus"})
    status = version["replicationStatus"]
    assert isinstance(status, dict)
    assert status["aggregatedState"] == "Completed"
    assert call("resources:getResourceGroup", {"resourceGroupName": group})["location"] == "chinaeast2"
    assert call("authorization:getClientConfig", {})["subscriptionId"] == "00000000-0000-0000-0000-000000000001"
    with pytest.raises(grpc.RpcError) as caught:
        call("compute:getGallery", {"resourceGroupName": group, "galleryName": "nothing"})
    assert 'Code="ResourceNotFound"' in error_text(caught.value)
    with pytest.raises(grpc.RpcError) as caught:
        call("compute:listEverything", {})
    assert "does not know the type" in error_text(caught.value)


_COMPANIONS: dict[str, JsonObject] = {
    "managedidentity:UserAssignedIdentity": {"resourceName": "builder"},
    "network:NetworkSecurityGroup": {"networkSecurityGroupName": "nsg", "securityRules": []},
    "network:PublicIPAddress": {"publicIpAddressName": "ip", "sku": {"name": "Standard"}},
    "network:VirtualNetwork": {"virtualNetworkName": "net", "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}},
    "storage:StorageAccount": {
        "accountName": "store",
        "kind": "StorageV2",
        "sku": {"name": "Standard_LRS"},
        "enableHttpsTrafficOnly": True,
    },
    "authorization:ManagementLockAtResourceGroupLevel": {"lockName": "keep", "level": "CanNotDelete"},
}


@pytest.mark.parametrize("kind", sorted(_COMPANIONS))
def test_what_stands_beside_galleries_lives_too(plugin: Plugin, group: str, kind: str) -> None:
    """A resource of each companion type is created, read without a difference, and deleted."""
    token = f"azure-native:{kind}"
    declared: JsonObject = {"resourceGroupName": group, **_COMPANIONS[kind]}
    id_, held = plugin.create(token, "it", declared)
    urn = plugin.urn(token, "it")
    checked = plugin.check(token, "it", declared).inputs
    read = plugin.stub.Read(provider_pb2.ReadRequest(id=id_, urn=urn, properties=held, inputs=checked))
    assert _diff(plugin, token, read.inputs, checked).changes == provider_pb2.DiffResponse.DIFF_NONE
    for name, value in _without(_COMPANIONS[kind], "securityRules").items():
        if not name.endswith("Name"):
            assert _holds(decode(read.properties)[name], value), name
    plugin.stub.Delete(provider_pb2.DeleteRequest(id=id_, urn=urn))


def test_an_update_leaves_separate_subnets_alone(plugin: Plugin, group: str) -> None:
    """A virtual network whose program no longer lists subnets keeps those that it has."""
    kind = "azure-native:network:VirtualNetwork"
    network: JsonObject = {
        "resourceGroupName": group,
        "virtualNetworkName": "net",
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
    }
    subnets: list[JsonValue] = [{"name": "default", "addressPrefix": "10.0.0.0/24"}]
    id_, held = plugin.create(kind, "net", {**network, "subnets": subnets})
    news = plugin.check(kind, "net", {**network, "tags": {"a": "b"}}).inputs
    updated = plugin.stub.Update(provider_pb2.UpdateRequest(id=id_, urn=plugin.urn(kind, "net"), olds=held, news=news))
    assert decode(updated.properties)["tags"] == {"a": "b"}
    assert decode(updated.properties)["subnets"] == decode(held)["subnets"]


def _holds(found: JsonValue, wanted: JsonValue) -> bool:
    if isinstance(found, dict) and isinstance(wanted, dict):
        return all(_holds(found.get(name), value) for name, value in wanted.items())
    return found == wanted


def test_wrong_inputs_are_failures_not_errors(plugin: Plugin) -> None:
    """Check reports every wrong input at once, and a number that is not finite by its path."""
    failures = plugin.check(_VERSION, "1.0.0", {"publishingProfile": 5, "galleryName": []}).failures
    assert {"publishingProfile", "galleryName", "galleryImageName", "storageProfile", "resourceGroupName"} == {
        failure.property for failure in failures
    }
    (failure,) = plugin.check(_GALLERY, "g", {"description": float("nan")}).failures
    assert failure.reason.startswith("description: ")


def test_an_unknown_type_is_named(plugin: Plugin) -> None:
    """A resource that the table does not hold ends with a sentence that lists what it holds."""
    with pytest.raises(grpc.RpcError) as caught:
        plugin.check("azure-native:web:WebApp", "app", {})
    assert "azure-native:web:WebApp" in error_text(caught.value)
    assert "azure-native:compute:Gallery," in error_text(caught.value)


def test_a_plugin_that_must_not_work_says_so_at_every_call(emulator_address: str) -> None:
    """Configure refuses, and so does a Check that comes without it."""
    with running_plugin(emulator_address, {"PULUMI_BACKEND_URL": "https://api.pulumi.com"}) as plugin:
        for call in (plugin.configure, lambda: plugin.check(_GALLERY, "g", {"resourceGroupName": "rg"})):
            with pytest.raises(grpc.RpcError) as caught:
                call()
            assert "the stack is not on the local backend" in error_text(caught.value)
