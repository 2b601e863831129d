"""The plugin and the emulator's own faults: what Azure's clients sit out is sat out, the rest is told as it is."""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import grpc
import httpx
import pytest
from pulumi.runtime.proto import provider_pb2

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.values import decode, encode
from tests.emulator.provider.plugin_process import (
    Plugin,
    error_text,
    failed_initialization,
    running_emulator,
    running_plugin,
    trailing_metadata,
)

_GALLERY = "azure-native:compute:Gallery"
_IMAGE = "azure-native:compute:GalleryImage"
_VERSION = "azure-native:compute:GalleryImageVersion"
_DISK = "azure-native:compute:Disk"


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[str]:
    """Return the address of an emulator of the test's own."""
    with running_emulator(tmp_path / "data.db", replication_seconds=0.2) as address:
        yield address


@pytest.fixture
def plugin(emulator: str) -> Iterator[Plugin]:
    """Return a configured plugin."""
    with running_plugin(emulator, {}) as started:
        started.configure(location="chinaeast2")
        yield started


@pytest.fixture
def gallery(plugin: Plugin) -> JsonObject:
    """Return the inputs of a gallery whose group exists."""
    name = f"rg-{uuid.uuid4().hex[:8]}"
    plugin.create("azure-native:resources:ResourceGroup", name, {"resourceGroupName": name})
    return {"resourceGroupName": name, "galleryName": "images"}


def put_faults(emulator: str, *rules: JsonObject) -> None:
    """Put a plan of faults."""
    httpx.put(f"{emulator}/emulator/faults", json={"seed": 5, "rules": [*rules]}).raise_for_status()


def happened(emulator: str) -> list[int]:
    """Return how often each rule has happened."""
    return list(httpx.get(f"{emulator}/emulator/faults").json()["happened"])


def version_inputs(plugin: Plugin, gallery: JsonObject) -> JsonObject:
    """Create a gallery, a definition and a disk; return the inputs of a version in two regions."""
    plugin.create(_GALLERY, "images", gallery)
    definition: JsonObject = {
        **gallery,
        "galleryImageName": "ubuntu",
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "lts"},
    }
    plugin.create(_IMAGE, "ubuntu", definition)
    disk: JsonObject = {
        "resourceGroupName": gallery["resourceGroupName"],
        "diskName": "os",
        "creationData": {"createOption": "Empty"},
        "diskSizeGB": 30,
    }
    source = plugin.create(_DISK, "os", disk)[0]
    return {
        **gallery,
        "galleryImageName": "ubuntu",
        "galleryImageVersionName": "1.0.0",
        "location": "chinaeast2",
        "storageProfile": {"osDiskImage": {"source": {"id": source}}},
        "publishingProfile": {"targetRegions": [{"name": "China East 2"}, {"name": "China North"}]},
    }


def update(plugin: Plugin, id_: str, inputs: JsonObject) -> JsonObject:
    """Update a version and return its outputs."""
    encoded = encode(inputs)
    request = provider_pb2.UpdateRequest(id=id_, urn=plugin.urn(_VERSION, "v"), news=encoded, old_inputs=encoded)
    return decode(plugin.stub.Update(request, timeout=60).properties)


def test_a_rough_day_is_sat_out(emulator: str, plugin: Plugin, gallery: JsonObject) -> None:
    """Throttling, 503 and cuts before and after the work, again and again: everything is made, once, and deleted."""
    put_faults(
        emulator,
        {"fault": "throttled", "retryAfterSeconds": 0, "probability": 0.2},
        {"fault": "serviceUnavailable", "retryAfterSeconds": 0, "probability": 0.2},
        {"fault": "connectionCutBeforeWork", "probability": 0.1},
        {"fault": "connectionCutAfterWork", "probability": 0.1},
    )
    inputs = version_inputs(plugin, gallery)
    id_, outputs = plugin.create(_VERSION, "v", inputs)
    assert decode(outputs)["provisioningState"] == "Succeeded"
    assert update(plugin, id_, {**inputs, "tags": {"a": "b"}})["tags"] == {"a": "b"}
    plugin.stub.Delete(provider_pb2.DeleteRequest(id=id_, urn=plugin.urn(_VERSION, "v")), timeout=60)
    assert sum(happened(emulator)) > 5
    httpx.delete(f"{emulator}/emulator/faults")
    left = httpx.get(f"{emulator}{id_.rsplit('/', 1)[0]}?api-version=2024-03-03").json()
    assert left == {"value": []}


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_an_answer_that_is_cut_after_the_work_is_asked_for_again(
    emulator: str, plugin: Plugin, gallery: JsonObject, method: str
) -> None:
    """A PUT and a DELETE may be repeated: the second one ends what the first began."""
    put_faults(emulator, {"fault": "connectionCutAfterWork", "methods": [method], "path": "*/images", "count": 1})
    id_, outputs = plugin.create(_GALLERY, "images", gallery)
    assert decode(outputs)["provisioningState"] == "Succeeded"
    plugin.stub.Delete(provider_pb2.DeleteRequest(id=id_, urn=plugin.urn(_GALLERY, "images")), timeout=60)
    assert happened(emulator) == [1]
    assert httpx.get(f"{emulator}{id_}?api-version=2024-03-03").status_code == 404


def test_an_expired_token_is_told_at_once(emulator: str, plugin: Plugin, gallery: JsonObject) -> None:
    """A 401 is not tried again, and comes in Azure's words."""
    put_faults(emulator, {"fault": "expiredToken"})
    with pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", gallery)
    assert error_text(caught.value).startswith('Status=401 Code="ExpiredAuthenticationToken" Message="The access token')
    assert happened(emulator) == [1]
    assert "grpc-status-details-bin" not in trailing_metadata(caught.value)


def test_a_region_that_fails_leaves_a_version_that_the_next_update_repairs(
    emulator: str, plugin: Plugin, gallery: JsonObject
) -> None:
    """The state keeps the version as Failed, with Azure's message; the same inputs then bring it to Succeeded."""
    inputs = version_inputs(plugin, gallery)
    put_faults(emulator, {"fault": "replicationFailure", "regions": ["chinanorth"], "count": 1})
    with pytest.raises(grpc.RpcError) as caught:
        plugin.create(_VERSION, "v", inputs)
    assert "{region:chinanorth, " in error_text(caught.value)
    failure = failed_initialization(caught.value)
    assert decode(failure.properties)["provisioningState"] == "Failed"
    assert update(plugin, failure.id, inputs)["provisioningState"] == "Succeeded"


def test_what_cannot_be_seen_yet_stays_in_the_state(emulator: str, plugin: Plugin, gallery: JsonObject) -> None:
    """A creation that has succeeded and whose resource is still 404 fails as an initialization; a refresh finds it."""
    put_faults(emulator, {"fault": "notYetVisible", "path": "*/galleries/images", "seconds": 60})
    with pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", gallery)
    assert error_text(caught.value).startswith('Status=404 Code="ResourceNotFound"')
    failure = failed_initialization(caught.value)
    httpx.post(f"{emulator}/emulator/clock", json={"advance_seconds": 61}).raise_for_status()
    read = plugin.stub.Read(provider_pb2.ReadRequest(id=failure.id, urn=plugin.urn(_GALLERY, "images")))
    assert decode(read.properties)["provisioningState"] == "Succeeded"


def test_throttling_without_an_end_ends_with_the_custom_timeout(
    emulator: str, plugin: Plugin, gallery: JsonObject
) -> None:
    """A Retry-After that leads beyond the time that the resource was given is not waited for in full."""
    put_faults(emulator, {"fault": "throttled", "retryAfterSeconds": 60, "methods": ["PUT"]})
    before = time.monotonic()
    with pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", gallery, timeout=1)
    assert time.monotonic() - before < 30
    assert "did not end within 1 seconds" in error_text(caught.value)
    assert httpx.get(f"{emulator}/emulator/health").status_code == 200
