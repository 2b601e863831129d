"""Microsoft's own Python client against the emulator: what `az` and scripts are built on."""

from collections.abc import Callable
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError

from tests.emulator.azure_sdk_client import sdk_client
from tests.emulator.emulator_harness import COMPUTE, SUBSCRIPTION, Arm

GROUP = "images-rg"


@pytest.fixture
def client(start: Callable[..., Arm]) -> Any:  # noqa: ANN401 - the client's models are not typed for this use
    """Return a client of an emulator with a resource group."""
    arm = start(page_size=2)
    arm.create_group()
    return sdk_client(arm.url)


def publish(client: Any, name: str, storage: dict[str, Any], *regions: str) -> Any:  # noqa: ANN401
    """Publish a version and return it."""
    body = {
        "location": "chinaeast2",
        "properties": {
            "publishingProfile": {"targetRegions": [{"name": region} for region in regions or ("chinaeast2",)]},
            "storageProfile": storage,
            "safetyProfile": {"blockDeletionBeforeEndOfLife": False},
        },
    }
    poller = client.gallery_image_versions.begin_create_or_update(GROUP, "images", "ubuntu", name, body)
    return poller.result(timeout=10)


def test_the_client_walks_through_a_gallery(client: Any) -> None:  # noqa: ANN401
    """Gallery, definition, versions of every kind of source, list, update, delete: as the document does (S2 to S8)."""
    gallery = client.galleries.begin_create_or_update(GROUP, "images", {"location": "China East 2"}).result(timeout=10)
    assert (gallery.location, gallery.provisioning_state) == ("chinaeast2", "Succeeded")
    assert gallery.identifier.unique_name == f"{SUBSCRIPTION}-IMAGES"
    definition = {
        "location": "chinaeast2",
        "properties": {
            "osType": "Linux",
            "osState": "Specialized",
            "hyperVGeneration": "V1",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "lts"},
        },
    }
    made = client.gallery_images.begin_create_or_update(GROUP, "images", "ubuntu", definition).result(timeout=10)
    assert (made.os_state, made.hyper_v_generation, made.architecture) == ("Specialized", "V1", "x64")
    machine = {
        "location": "chinaeast2",
        "properties": {
            "storageProfile": {"osDisk": {"osType": "Linux"}, "dataDisks": [{"lun": 2, "createOption": "Empty"}]}
        },
    }
    vm = client.virtual_machines.begin_create_or_update(GROUP, "vm", machine).result(timeout=10)
    disk = {"location": "chinaeast2", "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": 12}}
    client.disks.begin_create_or_update(GROUP, "d1", disk).result(timeout=10)
    copy = {
        "location": "chinaeast2",
        "properties": {"creationData": {"createOption": "Copy", "sourceResourceId": f"{COMPUTE}/disks/d1"}},
    }
    snapshot = client.snapshots.begin_create_or_update(GROUP, "s1", copy).result(timeout=10)
    assert snapshot.disk_size_gb == 12
    first = publish(client, "1.0.0", {"source": {"virtualMachineId": vm.id}}, "chinaeast2", "chinanorth")
    assert [region.name for region in first.publishing_profile.target_regions] == ["China East 2", "China North"]
    assert [disk.lun for disk in first.storage_profile.data_disk_images] == [2]
    second = publish(client, "1.0.1", {"source": {"id": first.id}})
    assert second.storage_profile.os_disk_image.size_in_gb == 30
    mixed = {
        "osDiskImage": {"source": {"id": snapshot.id}},
        "dataDiskImages": [{"lun": 0, "source": {"id": f"{COMPUTE}/disks/d1"}}],
    }
    third = publish(client, "1.0.2", mixed)
    assert third.storage_profile.data_disk_images[0].size_in_gb == 12
    names = [version.name for version in client.gallery_image_versions.list_by_gallery_image(GROUP, "images", "ubuntu")]
    assert names == ["1.0.0", "1.0.1", "1.0.2"]
    watched = client.gallery_image_versions.get(GROUP, "images", "ubuntu", "1.0.0", expand="ReplicationStatus")
    assert watched.replication_status.aggregated_state == "Completed"
    update = {"tags": {"ring": "0"}, "properties": {"publishingProfile": {"excludeFromLatest": True}}}
    patched = client.gallery_image_versions.begin_update(GROUP, "images", "ubuntu", "1.0.0", update).result(timeout=10)
    assert (patched.tags, patched.publishing_profile.exclude_from_latest) == ({"ring": "0"}, True)
    for name in names:
        client.gallery_image_versions.begin_delete(GROUP, "images", "ubuntu", name).result(timeout=10)
    client.gallery_images.begin_delete(GROUP, "images", "ubuntu").result(timeout=10)
    client.galleries.begin_delete(GROUP, "images").result(timeout=10)
    assert list(client.galleries.list()) == []


def test_refusals_become_the_clients_exceptions(client: Any) -> None:  # noqa: ANN401
    """404 and 409 become the client's own exceptions, and a failed operation an error with Azure's message."""
    with pytest.raises(ResourceNotFoundError, match="ResourceNotFound"):
        client.galleries.get(GROUP, "missing")
    client.galleries.begin_create_or_update(GROUP, "images", {"location": "chinaeast2"}).result(timeout=10)
    identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": "lts"}
    body = {
        "location": "chinaeast2",
        "properties": {"osType": "Linux", "hyperVGeneration": "V1", "identifier": identifier},
    }
    client.gallery_images.begin_create_or_update(GROUP, "images", "ubuntu", body).result(timeout=10)
    with pytest.raises(ResourceExistsError, match="nested resources exist"):
        client.galleries.begin_delete(GROUP, "images").result(timeout=10)
    windows = {
        "location": "chinaeast2",
        "properties": {"storageProfile": {"osDisk": {"osType": "Windows", "osState": "Generalized"}}},
    }
    image = client.images.begin_create_or_update(GROUP, "win", windows).result(timeout=10)
    with pytest.raises(HttpResponseError, match="different OS type"):
        publish(client, "1.0.0", {"source": {"id": image.id}})
