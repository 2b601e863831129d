"""What stands beside a gallery and fills something in itself: disks, snapshots, identities, networks."""

from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm, version_body


def test_a_disk_is_made_from_a_version(arm: Arm) -> None:
    """It has the version's traits and says which image it is of; a region without the version refuses it (recorded)."""
    definition = arm.create_definition(arm.create_gallery(), hyperVGeneration="V2")
    source = {"osDiskImage": {"source": {"id": arm.create_disk("os", diskSizeGB=42)}}}
    version = arm.done("PUT", f"{definition}/versions/1.0.0", version_body(source))["id"]
    creation = {"createOption": "FromImage", "galleryImageReference": {"id": version}}
    body = {"location": "chinaeast2", "properties": {"creationData": creation}}
    answered = arm("PUT", f"{COMPUTE}/disks/copy", body)
    assert answered.json()["properties"] == {"provisioningState": "Updating", "creationData": creation}
    made = arm("GET", f"{COMPUTE}/disks/copy").json()["properties"]
    assert (made["osType"], made["hyperVGeneration"], made["diskSizeGB"]) == ("Linux", "V2", 42)
    assert made["supportedCapabilities"] == {"architecture": "x64"}
    assert made["creationData"] == creation | {"imageReference": {"id": version}}
    refused = arm("PUT", f"{COMPUTE}/disks/far", body | {"location": "chinanorth"}).json()["error"]
    assert refused["code"] == "GalleryImageNotFound"


def test_a_copy_keeps_the_key_of_its_disk(arm: Arm) -> None:
    """A disk with a set of keys is encrypted with the customer's key, and so is its snapshot."""
    arm.create_group()
    keys = arm.done("PUT", f"{COMPUTE}/diskEncryptionSets/des", {"location": "chinaeast2"})["id"]
    disk = arm.create_disk("os", encryption={"diskEncryptionSetId": keys})
    creation = {"createOption": "Copy", "sourceResourceId": disk}
    body = {"location": "chinaeast2", "properties": {"creationData": creation}}
    copy = arm.done("PUT", f"{COMPUTE}/snapshots/s", body)["properties"]
    assert copy["encryption"] == {"type": "EncryptionAtRestWithCustomerKey", "diskEncryptionSetId": keys}


def test_identities_and_networks_fill_themselves_in(arm: Arm) -> None:
    """Azure draws the ids of an identity once, and nested parts of a network have ids and states of their own."""
    arm.create_group()
    here = {"location": "chinaeast2"}
    path = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/build"
    made = arm.done("PUT", path, here)["properties"]
    assert len({made["principalId"], made["clientId"], made["tenantId"]}) == 3
    assert arm.done("PUT", path, here | {"tags": {"a": "b"}})["properties"] == made
    network = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/net"
    subnets = [{"name": "default", "properties": {"addressPrefix": "10.0.0.0/24"}}]
    (subnet,) = arm.done("PUT", network, here | {"properties": {"subnets": subnets}})["properties"]["subnets"]
    assert subnet["id"] == f"{network}/subnets/default"
    assert subnet["properties"] == {"provisioningState": "Succeeded", "addressPrefix": "10.0.0.0/24"}
    address = arm.done("PUT", f"{GROUP}/providers/Microsoft.Network/publicIPAddresses/ip", here)["properties"]
    assert address["ipAddress"].startswith("203.0.113.")
    keys = here | {"identity": {"type": "SystemAssigned"}}
    made = arm.done("PUT", f"{COMPUTE}/diskEncryptionSets/des", keys)
    assert made["properties"]["encryptionType"] == "EncryptionAtRestWithCustomerKey"
    assert made["identity"].keys() == {"type", "principalId", "tenantId"}


def test_a_missing_parent_is_named(arm: Arm) -> None:
    """A GET below something that is not there says which of the path is missing first (recorded for a subnet)."""
    arm.create_group()
    path = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/net/subnets/default"
    message = arm("GET", path).json()["error"]["message"]
    assert message.startswith("The Resource 'Microsoft.Network/virtualNetworks/net' under resource group 'images-rg'")


def test_a_snapshot_may_be_marked_with_another_generation(arm: Arm) -> None:
    """A snapshot of generation V1 is published under a V2 definition (recorded); a disk is not."""
    definition = arm.create_definition(arm.create_gallery(), hyperVGeneration="V2")
    for kind, status in (("snapshots", "Succeeded"), ("disks", "Failed")):
        path = f"{COMPUTE}/{kind}/v1"
        properties = {"creationData": {"createOption": "Empty"}, "diskSizeGB": 10, "hyperVGeneration": "V1"}
        arm.done("PUT", path, {"location": "chinaeast2", "properties": properties})
        body = version_body({"osDiskImage": {"source": {"id": path}}})
        begun = arm("PUT", f"{definition}/versions/{len(kind)}.0.0", body)
        assert arm.http.get(begun.headers["azure-asyncoperation"]).json()["status"] == status


def test_encryption_grows_with_the_version_of_the_api(arm: Arm) -> None:
    """The empty security profile of an encrypted OS disk is answered from 2021-10-01 on (recorded)."""
    definition = arm.create_definition(arm.create_gallery())
    keys = arm.done("PUT", f"{COMPUTE}/diskEncryptionSets/des", {"location": "chinaeast2"})["id"]
    region = {"name": "chinaeast2", "encryption": {"osDiskImage": {"diskEncryptionSetId": keys}}}
    body = version_body({"osDiskImage": {"source": {"id": arm.create_disk("os")}}}, region)
    arm.done("PUT", f"{definition}/versions/1.0.0", body)
    added: dict[str, dict[str, object]] = {"2021-07-01": {}, "2021-10-01": {"securityProfile": {}}}
    for api, expected in added.items():
        answered = arm("GET", f"{definition}/versions/1.0.0", api=api).json()["properties"]["publishingProfile"]
        disk = answered["targetRegions"][0]["encryption"]["osDiskImage"]
        assert disk == expected | {"diskEncryptionSetId": keys}
