"""Virtual machines, as far as images are made from them: their disks, power state, and whether they are generalized."""

import re
import uuid

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter, property_change_not_allowed
from compute_gallery_emulator.clock import format_timestamp
from compute_gallery_emulator.image_reference import UsedImage, find_image
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_type import Accepted, Action, Change, Estate, View
from compute_gallery_emulator.source_traits import SourceTraits

__all__ = ["VIRTUAL_MACHINE_ACTIONS", "accept_virtual_machine", "view_virtual_machine"]

_SIZES = {"Linux": 30, "Windows": 127}
_DATA_DISK_SIZE = 10
_GENERATION_2 = re.compile(r"gen-?2|[-_]g2\b", re.IGNORECASE)
_READ_ONLY = ("provisioningState", "vmId", "timeCreated", "instanceView", "resources")


def accept_virtual_machine(change: Change) -> Accepted:
    """Return the machine with what Azure fills in: ids and sizes of its disks, a running state."""
    properties = {name: value for name, value in change.properties.items() if name not in _READ_ONLY}
    storage = object_at(properties, "storageProfile")
    image = _image(change, object_at(storage, "imageReference"))
    traits = image.traits if image else SourceTraits()
    os_disk = object_at(storage, "osDisk")
    os_type = text_at(os_disk, "osType") or _os_type(properties) or traits.os_type
    if os_type not in {None, *_SIZES}:
        message = f"The value '{os_type}' of parameter 'osDisk.osType' is invalid. Allowed values are: Linux, Windows."
        raise invalid_parameter("osDisk.osType", message)
    name = change.address.name
    before = object_at(change.existing_properties, "storageProfile")
    given_os: JsonObject = {}
    if os_type:
        given_os["osType"] = os_type
    sizes = {disk.lun: disk.size for disk in traits.disks}
    size = sizes.pop(None, _SIZES.get(os_type or "Linux", 30))
    given_os |= _disk(change, f"{name}_OsDisk_1", os_disk, object_at(before, "osDisk"), size)
    kept = {disk.get("lun"): disk for disk in list_at(before, "dataDisks") if isinstance(disk.get("lun"), int)}
    data: list[JsonValue] = []
    given = list_at(storage, "dataDisks")
    taken = [disk.get("lun") for disk in given]
    added = [JsonObject(lun=lun) for lun in sizes if lun not in taken]
    for number, disk in enumerate([*given, *added], 2):
        lun = disk.get("lun")
        if not isinstance(lun, int) or isinstance(lun, bool):
            raise invalid_parameter(
                "dataDisks.lun", "Required parameter 'dataDisks.lun' is missing (null) or not a number."
            )
        size = sizes.get(lun, _DATA_DISK_SIZE)
        data.append(_disk(change, f"{name}_disk{number}", disk, object_at(kept.get(lun)), size))
    properties["storageProfile"] = {**storage, "osDisk": given_os, "dataDisks": data}
    if image and image.exact_version:
        exact: JsonObject = {"exactVersion": image.exact_version}
        object_at(properties, "storageProfile")["imageReference"] = object_at(storage, "imageReference") | exact
    properties["vmId"] = text_at(change.existing_properties, "vmId") or str(uuid.uuid4())
    created = text_at(change.existing_properties, "timeCreated") or format_timestamp(change.now)
    properties["timeCreated"] = created
    before_private = change.existing.private if change.existing else {}
    generation = _generation(properties) or traits.generation
    private: JsonObject = {"power": "running", "generalized": False, "generation": generation}
    return Accepted(properties=properties, private=private | before_private)


def _image(change: Change, reference: JsonObject) -> UsedImage | None:
    """Return the image that the machine is made from; it stays for the machine's life."""
    before = object_at(change.existing_properties, "storageProfile", "imageReference")
    sent, kept = ({k: v for k, v in r.items() if k != "exactVersion"} for r in (reference, before))
    if not change.existing:
        return find_image(sent, change.address.subscription, change.location, change.estate)
    if sent and sent != kept:
        raise property_change_not_allowed("imageReference")
    exact = text_at(before, "exactVersion")
    return UsedImage(SourceTraits(), exact) if exact and sent else None


def _disk(change: Change, name: str, disk: JsonObject, before: JsonObject, size: int) -> JsonObject:
    group = f"/subscriptions/{change.address.subscription}/resourceGroups/{change.address.resource_group}"
    answer: JsonObject = {"name": f"{name}_{uuid.uuid4().hex}", "createOption": "FromImage", "caching": "ReadWrite"}
    answer |= {k: before[k] for k in ("name", "diskSizeGB", "managedDisk") if k in before}
    answer |= disk
    if not isinstance(answer.get("diskSizeGB"), int):
        answer["diskSizeGB"] = size
    managed = object_at(answer, "managedDisk")
    default: JsonObject = {
        "storageAccountType": "Premium_LRS",
        "id": f"{group}/providers/Microsoft.Compute/disks/{answer['name']}",
    }
    answer["managedDisk"] = default | managed
    return answer


def _os_type(properties: JsonObject) -> str | None:
    profile = object_at(properties, "osProfile")
    return "Linux" if "linuxConfiguration" in profile else "Windows" if "windowsConfiguration" in profile else None


def _generation(properties: JsonObject) -> str | None:
    if text_at(properties, "securityProfile", "securityType") in {"TrustedLaunch", "ConfidentialVM"}:
        return "V2"
    sku = text_at(properties, "storageProfile", "imageReference", "sku") or ""
    return "V2" if _GENERATION_2.search(sku) else None


def view_virtual_machine(record: Record, view: View) -> JsonObject:
    """Return the properties, with the instance view where it is asked for."""
    answer = dict(object_at(record.body, "properties"))
    answer["provisioningState"] = view.state
    if "instanceview" in view.expand.lower():
        answer["instanceView"] = _instance_view(record)
    return answer


def _instance_view(record: Record) -> JsonObject:
    power = text_at(record.private, "power") or "running"
    statuses: list[JsonValue] = [
        {"code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded"},
        {"code": f"PowerState/{power}", "level": "Info", "displayStatus": f"VM {power}"},
    ]
    if record.private.get("generalized"):
        statuses.insert(0, {"code": "OSState/generalized", "level": "Info", "displayStatus": "VM generalized"})
    answer: JsonObject = {"statuses": statuses}
    generation = text_at(record.private, "generation")
    return ({"hyperVGeneration": generation} if generation else {}) | answer


def _set_power(power: str) -> Action:
    def act(record: Record, _body: JsonObject, _estate: Estate) -> tuple[Record, JsonObject | None]:
        if power == "running" and record.private.get("generalized"):
            message = f"Operation 'start' is not allowed on VM '{record.name}' since the VM is generalized."
            raise ArmError(409, "OperationNotAllowed", message)
        record.private["power"] = power
        return record, None

    return Action(act=act)


def _generalize(record: Record, _body: JsonObject, _estate: Estate) -> tuple[Record, JsonObject | None]:
    if record.private.get("power") == "running":
        message = (
            f"Operation 'generalize' is not allowed on VM '{record.name}' while it is running. Stop or deallocate it "
            "first."
        )
        raise ArmError(409, "OperationNotAllowed", message)
    record.private["generalized"] = True
    return record, None


def _read_instance_view(record: Record, _body: JsonObject, _estate: Estate) -> tuple[Record, JsonObject | None]:
    return record, _instance_view(record)


VIRTUAL_MACHINE_ACTIONS = {
    "deallocate": _set_power("deallocated"),
    "generalize": Action(act=_generalize, status=200),
    "instanceview": Action(act=_read_instance_view, status=200, method="GET"),
    "poweroff": _set_power("stopped"),
    "restart": _set_power("running"),
    "start": _set_power("running"),
}
"""What can be done to a machine."""
