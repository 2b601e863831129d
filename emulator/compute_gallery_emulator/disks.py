"""Managed disks, snapshots and managed images: the sources of image versions that are not machines or versions."""

import uuid

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.clock import format_timestamp
from compute_gallery_emulator.image_reference import find_image
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_type import Accepted, Change, View

__all__ = ["accept_disk", "accept_managed_image", "view_disk", "view_disk_member", "view_managed_image"]

_GIB = 2**30
_LARGEST_DISK = 65_536
_COMPUTED = ("diskState", "timeCreated", "diskSizeBytes", "uniqueId", "provisioningState")


def accept_disk(change: Change) -> Accepted:
    """Return a disk or snapshot with what Azure fills in once it is made.

    A copy has the size and traits of its source.
    """
    sent = {name: value for name, value in change.properties.items() if name not in _COMPUTED}
    creation = object_at(sent, "creationData") or object_at(change.existing_properties, "creationData")
    if not text_at(creation, "createOption"):
        raise invalid_parameter(
            "disk.creationData.createOption", "Required parameter 'creationData.createOption' is missing (null)."
        )
    properties: JsonObject = dict(sent)
    source_id = text_at(creation, "sourceResourceId")
    if source_id and not change.existing:
        source = change.estate.at(source_id)
        if source is None:
            message = f"Resource '{source_id}' cannot be found from '{change.address.id}'."
            raise ArmError(404, "NotFound", message, target="creationData.sourceResourceId")
        theirs = object_at(source.body, "properties")
        for name in ("osType", "hyperVGeneration", "diskSizeGB", "supportedCapabilities", "encryption"):
            if name in theirs:
                properties.setdefault(name, theirs[name])
        creation = creation | {"sourceUniqueId": str(uuid.uuid4())}
    elif "galleryImageReference" in creation and not change.existing:
        creation = _from_gallery_image(change, creation, properties)
    elif change.existing:
        creation = object_at(change.existing_properties, "creationData") or creation
    size = properties.get("diskSizeGB", change.existing_properties.get("diskSizeGB", 30))
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= _LARGEST_DISK:
        message = (
            f"The value {str(size)[:40]} of parameter 'disk.diskSizeGB' is out of range: 1 to {_LARGEST_DISK} are "
            "allowed."
        )
        raise invalid_parameter("disk.diskSizeGB", message)
    keys = object_at(properties, "encryption")
    if "diskEncryptionSetId" in keys:
        properties["encryption"] = {"type": "EncryptionAtRestWithCustomerKey", **keys}
    created = text_at(change.existing_properties, "timeCreated") or format_timestamp(change.now)
    properties |= {"diskSizeGB": size, "creationData": creation, "timeCreated": created}
    sku = object_at(change.body, "sku") or (object_at(change.existing.body, "sku") if change.existing else {})
    name = text_at(sku, "name") or "Standard_LRS"
    return Accepted(
        properties=properties, more={"sku": {"name": name, "tier": name.split("_", 1)[0]}}, private={"sent": [*sent]}
    )


def _from_gallery_image(change: Change, creation: JsonObject, properties: JsonObject) -> JsonObject:
    """Give a disk the traits of the version that it is made from; return its creation data as answered (recorded).

    Raises `ArmError` (404 GalleryImageNotFound) where the region does not have the version.
    """
    reference = object_at(creation, "galleryImageReference")
    image = find_image(reference, change.address.subscription, change.location, change.estate)
    if image is None:
        target = "disk.creationData.galleryImageReference"
        raise invalid_parameter(target, f"Required parameter '{target}.id' is missing (null).")
    lun = reference.get("lun")
    sizes = {disk.lun: disk.size for disk in image.traits.disks}
    properties.setdefault("diskSizeGB", sizes.get(lun if isinstance(lun, int) else None, 30))
    if lun is None:
        traits = {"osType": image.traits.os_type, "hyperVGeneration": image.traits.generation}
        for name, value in traits.items():
            properties.setdefault(name, value)
        properties.setdefault("supportedCapabilities", {"architecture": image.traits.architecture})
    names = ("id", "sharedGalleryImageId", "communityGalleryImageId")
    id_ = next((reference[name] for name in names if name in reference), None)
    return {**creation, "imageReference": {"id": id_}}


def view_disk(record: Record, view: View) -> JsonObject:
    """Return the properties in the recorded order; what Azure fills in is answered after the disk is made."""
    properties = object_at(record.body, "properties")
    sent = record.private.get("sent")
    given = sent if isinstance(sent, list) else []
    answer: JsonObject = {"provisioningState": view.state}
    done = view.state == "Succeeded"
    for name in ("osType", "hyperVGeneration", "diskSizeGB"):
        if name in properties and (done or name in given):
            answer[name] = properties[name]
    if not done:
        creation = object_at(properties, "creationData")
        # What the build finds out: the source's own id, and which image a gallery's reference stands for.
        found = {"sourceUniqueId"} | ({"imageReference"} if "galleryImageReference" in creation else set())
        answer["creationData"] = {name: value for name, value in creation.items() if name not in found}
        answer |= {
            name: properties[name] for name in ("incremental", "encryption", "supportedCapabilities") if name in given
        }
        return answer
    size = properties["diskSizeGB"]
    answer |= {
        "diskState": "Unattached",
        "creationData": properties["creationData"],
        "timeCreated": properties["timeCreated"],
    }
    answer["diskSizeBytes"] = size * _GIB if isinstance(size, int) else 0
    if record.type.lower().endswith("/snapshots"):
        answer["incremental"] = properties.get("incremental", False)
    answer["encryption"] = properties.get("encryption", {"type": "EncryptionAtRestWithPlatformKey"})
    if "supportedCapabilities" in properties:
        answer["supportedCapabilities"] = properties["supportedCapabilities"]
    return answer


def view_disk_member(name: str, value: JsonValue, view: View) -> JsonValue:
    """Return the SKU without its tier until the disk is made (recorded), and other members as they are."""
    if name == "sku" and view.state != "Succeeded":
        return {"name": object_at(value).get("name")}
    return value


def accept_managed_image(change: Change) -> Accepted:
    """Return a managed image, from a generalized machine or from a storage profile."""
    sent = {name: value for name, value in change.properties.items() if name != "provisioningState"}
    machine_id = text_at(sent, "sourceVirtualMachine", "id")
    properties: JsonObject = {"hyperVGeneration": sent.get("hyperVGeneration", "V1")}
    if machine_id and not change.existing:
        properties["storageProfile"] = _captured(change, machine_id)
    else:
        storage = object_at(sent, "storageProfile") or object_at(change.existing_properties, "storageProfile")
        if not object_at(storage, "osDisk"):
            message = "Required parameter 'storageProfile' or 'sourceVirtualMachine' is missing (null)."
            raise invalid_parameter("storageProfile", message)
        os_disk: JsonObject = {"osState": "Generalized", "diskSizeGB": 30, "caching": "None"}
        properties["storageProfile"] = {**storage, "osDisk": {**os_disk, **object_at(storage, "osDisk")}}
        data: list[JsonValue] = [
            {"diskSizeGB": 10, "caching": "None", **disk} for disk in list_at(storage, "dataDisks")
        ]
        object_at(properties, "storageProfile")["dataDisks"] = data
    if machine_id:
        properties["sourceVirtualMachine"] = {"id": machine_id}
    return Accepted(properties=properties)


def _captured(change: Change, machine_id: str) -> JsonObject:
    machine = change.estate.at(machine_id)
    if machine is None or not machine.type.lower().endswith("/virtualmachines"):
        message = f"Resource '{machine_id}' is not found or is not a virtual machine."
        raise ArmError(404, "NotFound", message, target="sourceVirtualMachine.id")
    # A machine without an osProfile was set up elsewhere: how, its creation does not say.
    known = "osProfile" in object_at(machine.body, "properties")
    if known and not machine.private.get("generalized"):
        message = (
            f"The source virtual machine '{machine_id}' must be generalized before an image is created from it. "
            "Deallocate it and mark it as generalized."
        )
        raise ArmError(409, "OperationNotAllowed", message, target="sourceVirtualMachine.id")
    storage = object_at(machine.body, "properties", "storageProfile")
    os_disk = object_at(storage, "osDisk")
    data = [{"lun": disk["lun"], **_captured_disk(disk, "None")} for disk in list_at(storage, "dataDisks")]
    system: JsonObject = {"osType": os_disk.get("osType", "Linux"), "osState": "Generalized"}
    return {"osDisk": {**system, **_captured_disk(os_disk, "ReadWrite")}, "dataDisks": [*data]}


def _captured_disk(disk: JsonObject, caching: str) -> JsonObject:
    managed = object_at(disk, "managedDisk")
    return {
        "diskSizeGB": disk.get("diskSizeGB", 30),
        "managedDisk": {"id": managed.get("id")},
        "caching": disk.get("caching", caching),
        "storageAccountType": managed.get("storageAccountType", "Premium_LRS"),
    }


def view_managed_image(record: Record, view: View) -> JsonObject:
    """Return the properties in the recorded order; sizes are answered after the image is made."""
    properties = object_at(record.body, "properties")
    answer: JsonObject = {"provisioningState": view.state, **properties}
    if view.state == "Creating":
        storage = object_at(properties, "storageProfile")
        data: list[JsonValue] = [_without_size(disk) for disk in list_at(storage, "dataDisks")]
        answer["storageProfile"] = {"osDisk": _without_size(object_at(storage, "osDisk")), "dataDisks": data}
    return answer


def _without_size(disk: JsonObject) -> JsonObject:
    return {name: value for name, value in disk.items() if name != "diskSizeGB"}
