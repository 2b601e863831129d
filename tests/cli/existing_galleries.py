"""Galleries that others made, with Microsoft's own client, in the shapes that recordings and public repositories show.

Sources of the shapes: azure-cli cassettes test_gallery_e2e (display names, request order, absent defaults),
test_image_version_with_target_extended_locations, test_gallery_image_version_vhd,
test_image_version_create_for_diff_source; azurerm's documentation of shared images.
"""

from typing import Any

from tests.cli.gallery_command import GROUP, SUBSCRIPTION, Emulator, sdk_client

__all__ = ["everything", "plain", "replicating"]

RESOURCE_GROUP = "existing-rg"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
API = {"api_version": "2024-03-03"}
LINUX = {"osType": "Linux", "osState": "Generalized"}


def sources(emulator: Emulator) -> None:
    """Make what versions are made from."""
    emulator.put(GROUP, {"location": "westus"}, "2024-11-01")
    disk = {"osType": "Linux", "hyperVGeneration": "V1", "creationData": {"createOption": "Empty"}, "diskSizeGB": 32}
    for name, generation in (("os", "V1"), ("os2", "V2")):
        properties = {**disk, "hyperVGeneration": generation}
        emulator.put(f"{COMPUTE}/snapshots/{name}", {"location": "westus", "properties": properties}, "2024-03-02")
    data = {"location": "westus", "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": 8}}
    emulator.put(f"{COMPUTE}/snapshots/data", data, "2024-03-02")
    managed_image(emulator, "golden")
    for name, region in (("west", "westus"), ("east", "eastus2")):
        emulator.put(f"{COMPUTE}/diskEncryptionSets/{name}", {"location": region, "properties": {}}, "2024-03-02")
    account = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/imagesaccount"
    emulator.put(account, {"location": "westus", "kind": "StorageV2", "sku": {"name": "Standard_LRS"}}, "2023-05-01")


def managed_image(emulator: Emulator, name: str) -> None:
    """Make a managed image with a data disk."""
    image = {"osDisk": {"osType": "Linux", "osState": "Generalized"}, "dataDisks": [{"lun": 3, "diskSizeGB": 4}]}
    emulator.put(
        f"{COMPUTE}/images/{name}", {"location": "westus", "properties": {"storageProfile": image}}, "2024-07-01"
    )


def made(operations: Any, *place: str, **body: object) -> None:  # noqa: ANN401 the client's operations
    """Create one resource and wait for it."""
    operations.begin_create_or_update(RESOURCE_GROUP, *place, {"location": "westus", **body}, **API).result()


def plain(emulator: Emulator, name: str = "plain") -> None:
    """Make a gallery as `az sig` makes it: one definition, two versions, nothing said that has a default."""
    sources(emulator)
    client = sdk_client(emulator.address)
    made(client.galleries, name)
    identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04-lts"}
    made(client.gallery_images, name, "ubuntu", properties={**LINUX, "identifier": identifier})
    source = {"source": {"id": f"{COMPUTE}/images/golden"}}
    for number in ("1.0.0", "1.0.1"):
        regions = [{"name": "westus"}, {"name": "East US 2", "regionalReplicaCount": 2}]
        profile = {"targetRegions": regions}
        properties = {"publishingProfile": profile, "storageProfile": source}
        made(client.gallery_image_versions, name, "ubuntu", number, properties=properties)


def replicating(
    emulator: Emulator,
    *regions: str,
    name: str = "running",
    number: str = "1.0.0",
    is_new: bool = True,
    image: str = "golden",
) -> None:
    """Begin the replication of a version, and do not wait for it. Two made from one image are made one by one."""
    client = sdk_client(emulator.address)
    if is_new:
        sources(emulator)
        made(client.galleries, name)
        identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04-lts"}
        made(client.gallery_images, name, "ubuntu", properties={**LINUX, "identifier": identifier})
    managed_image(emulator, image)
    source = {"source": {"id": f"{COMPUTE}/images/{image}"}}
    properties = body(source, [{"name": region} for region in regions])
    path = f"{COMPUTE}/galleries/{name}/images/ubuntu/versions/{number}"
    emulator.put(path, {"location": "westus", "properties": properties})


def everything(emulator: Emulator, name: str = "All.Kinds") -> None:
    """Make a gallery with every shape that an adoption meets."""
    sources(emulator)
    client = sdk_client(emulator.address)
    made(client.galleries, name, tags={"team": "images", "on": "yes"}, properties={"description": "Images: all kinds"})
    definitions(client, name)
    versions(client, name)


def definitions(client: Any, gallery: str) -> None:  # noqa: ANN401 Microsoft's client
    """Make definitions: defaults left out, features in another order, a plan, an end of life, another region."""
    images = client.gallery_images
    identifier = {"publisher": "contoso", "offer": "o", "sku": "s"}
    made(images, gallery, "bare", properties={**LINUX, "identifier": {**identifier, "sku": "bare"}})
    features = [
        {"name": "IsHibernateSupported", "value": "true"},
        {"name": "DiskControllerTypes", "value": "SCSI, NVMe"},
        {"name": "SecurityType", "value": "TrustedLaunchSupported"},
    ]
    rich = {
        "identifier": {**identifier, "sku": "2.0"},
        "hyperVGeneration": "V2",
        "features": features,
        "endOfLifeDate": "2035-12-01T12:30:00Z",
        "recommended": {"vCPUs": {"min": 1, "max": 8}, "memory": {"min": 2, "max": 64}},
        "disallowed": {"diskTypes": ["Standard_LRS"]},
        "purchasePlan": {"name": "plan", "product": "product", "publisher": "contoso"},
        "description": "yes",
        "eula": "https://example.org/eula",
        "privacyStatementUri": "https://example.org/privacy",
        "releaseNoteUri": "https://example.org/notes",
    }
    made(images, gallery, "Rich-2.0", properties={**LINUX, **rich}, tags={"n": "1.10"})
    made(images, gallery, "encrypted", properties={**LINUX, "identifier": {**identifier, "sku": "encrypted"}})
    made(
        images, gallery, "edge_1", properties={**LINUX, "identifier": {**identifier, "sku": "edge"}}, location="eastus2"
    )


def versions(client: Any, gallery: str) -> None:  # noqa: ANN401 Microsoft's client
    """Make versions: of an image, a version, a snapshot with data disks, a VHD; encrypted; at an edge."""
    image = {"source": {"id": f"{COMPUTE}/images/golden"}}
    snapshot = {"osDiskImage": {"source": {"id": f"{COMPUTE}/snapshots/os"}}}
    account = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/imagesaccount"
    vhd = {"uri": "https://imagesaccount.blob.core.windows.net/vhds/data.vhd", "storageAccountId": account}
    with_data = {
        "osDiskImage": {"hostCaching": "ReadOnly", "source": {"id": f"{COMPUTE}/snapshots/os"}},
        "dataDiskImages": [
            {"lun": 1, "hostCaching": "None", "source": {"id": f"{COMPUTE}/snapshots/data"}},
            {"lun": 0, "source": vhd},
        ],
    }
    order = [
        {"name": "East US 2", "storageAccountType": "standard_zrs", "excludeFromLatest": True},
        {"name": "westus"},
        {"name": "North Europe", "regionalReplicaCount": 3, "storageAccountType": "Premium_LRS"},
    ]
    whole = {"targetRegions": order, "replicaCount": 2, "endOfLifeDate": "2036-01-01", "excludeFromLatest": True}
    made(client.gallery_image_versions, gallery, "bare", "0.0.9", properties=body(image, [{"name": "West US"}]))
    made(client.gallery_image_versions, gallery, "bare", "0.0.10", properties=body(with_data, **whole), tags={"a": "b"})
    copied = {"source": {"id": f"{COMPUTE}/galleries/{gallery}/images/bare/versions/0.0.9"}}
    made(client.gallery_image_versions, gallery, "bare", "0.1.0", properties=body(copied, [{"name": "westus"}]))
    vhd_only = {"osDiskImage": {"source": {**vhd, "uri": vhd["uri"].replace("data", "os")}}}
    made(client.gallery_image_versions, gallery, "bare", "1.0.0", properties=body(vhd_only, [{"name": "westus"}]))
    sets = (
        f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{RESOURCE_GROUP}/providers/Microsoft.Compute/diskEncryptionSets"
    )
    encrypted = [
        {"name": region, "encryption": {"osDiskImage": {"diskEncryptionSetId": f"{sets}/{key}"}}}
        for region, key in (("westus", "west"), ("eastus2", "east"))
    ]
    made(client.gallery_image_versions, gallery, "encrypted", "1.0.0", properties=body(snapshot, encrypted))
    zones = [
        {
            "name": "West US",
            "extendedLocation": {"name": "microsoftlosangeles1", "type": "EdgeZone"},
            "extendedLocationReplicaCount": 1,
        }
    ]
    profile = {"targetRegions": [{"name": "westus"}], "targetExtendedLocations": zones}
    made(client.gallery_image_versions, gallery, "edge_1", "1.0.0", properties=body(snapshot, **profile))


def body(storage: object, regions: object = None, **profile: object) -> dict[str, object]:
    """Return the properties of a version."""
    listed = {"targetRegions": regions} if regions else {}
    return {"storageProfile": storage, "publishingProfile": {**listed, **profile}}
