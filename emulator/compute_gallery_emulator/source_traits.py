"""What a source says about itself, and whether that fits the image definition it is published under.

A trait that a source does not carry (a data disk has no OS type) is not compared.
"""

import json
from dataclasses import dataclass, field

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.records import Record

__all__ = ["DiskTraits", "SourceTraits", "judge_traits", "traits_of"]

_DEFAULT_SIZE = 30


@dataclass(frozen=True, slots=True)
class DiskTraits:
    """One disk: LUN (None for the OS disk), size in GB, host caching."""

    lun: int | None
    size: int
    caching: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceTraits:
    """None stands for a trait that the source does not carry."""

    os_type: str | None = None
    os_state: str | None = None
    generation: str | None = None
    architecture: str | None = None
    plan: JsonObject = field(default_factory=dict)
    knows_plan: bool = False
    disks: tuple[DiskTraits, ...] = ()


def traits_of(record: Record | None, definition_of: Record | None = None) -> SourceTraits:
    """Return the traits of a source. `definition_of` is the definition that a source version stands in."""
    if record is None:
        return SourceTraits(disks=(DiskTraits(None, _DEFAULT_SIZE, "ReadWrite"),))
    properties = object_at(record.body, "properties")
    match record.type.lower():
        case "microsoft.compute/images":
            return _of_managed_image(properties)
        case "microsoft.compute/virtualmachines":
            return _of_virtual_machine(record, properties)
        case "microsoft.compute/galleries/images/versions":
            return _of_version(record, definition_of)
        case _:
            return _of_disk(properties, is_snapshot=record.type.lower() == "microsoft.compute/snapshots")


def _size(value: JsonValue) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else _DEFAULT_SIZE


def _of_disk(properties: JsonObject, *, is_snapshot: bool) -> SourceTraits:
    return SourceTraits(
        os_type=text_at(properties, "osType"),
        # Snapshots marked V1 were published under V2 definitions (azure-cli's recordings of 2020 to 2022).
        generation=None if is_snapshot else text_at(properties, "hyperVGeneration"),
        architecture=text_at(properties, "supportedCapabilities", "architecture"),
        disks=(DiskTraits(None, _size(properties.get("diskSizeGB")), "ReadWrite"),),
    )


def _profile_disks(storage: JsonObject) -> tuple[DiskTraits, ...]:
    os_disk = object_at(storage, "osDisk")
    found = [DiskTraits(None, _size(os_disk.get("diskSizeGB")), text_at(os_disk, "caching") or "ReadWrite")]
    for disk in list_at(storage, "dataDisks"):
        lun = disk.get("lun")
        if isinstance(lun, int):
            found.append(DiskTraits(lun, _size(disk.get("diskSizeGB")), text_at(disk, "caching") or "None"))
    return tuple(found)


def _of_managed_image(properties: JsonObject) -> SourceTraits:
    storage = object_at(properties, "storageProfile")
    return SourceTraits(
        os_type=text_at(storage, "osDisk", "osType"),
        os_state=text_at(storage, "osDisk", "osState"),
        generation=text_at(properties, "hyperVGeneration"),
        disks=_profile_disks(storage),
    )


def _of_virtual_machine(record: Record, properties: JsonObject) -> SourceTraits:
    # A machine without an osProfile was set up elsewhere: marked as generalized, it may be published as either.
    state = "Generalized" if "osProfile" in properties else None
    return SourceTraits(
        os_type=text_at(properties, "storageProfile", "osDisk", "osType"),
        os_state=state if record.private.get("generalized") else "Specialized",
        generation=text_at(record.private, "generation"),
        plan=object_at(record.body, "plan"),
        knows_plan=True,
        disks=_profile_disks(object_at(properties, "storageProfile")),
    )


def _of_version(record: Record, definition: Record | None) -> SourceTraits:
    about = object_at(definition.body, "properties") if definition else {}
    storage = object_at(record.body, "properties", "storageProfile")
    os_disk = object_at(storage, "osDiskImage")
    found = [DiskTraits(None, _size(os_disk.get("sizeInGB")), text_at(os_disk, "hostCaching") or "ReadWrite")]
    for disk in list_at(storage, "dataDiskImages"):
        lun = disk.get("lun")
        if isinstance(lun, int):
            found.append(DiskTraits(lun, _size(disk.get("sizeInGB")), text_at(disk, "hostCaching") or "None"))
    return SourceTraits(
        os_type=text_at(about, "osType"),
        os_state=text_at(about, "osState"),
        generation=text_at(about, "hyperVGeneration"),
        architecture=text_at(about, "architecture"),
        plan=object_at(about, "purchasePlan"),
        knows_plan=True,
        disks=tuple(found),
    )


def judge_traits(source_id: str, target: str, traits: SourceTraits, definition: JsonObject) -> ArmError | None:
    """Compare a source with the properties of the definition it is published under.

    Raises `ArmError` for another OS state (azure-cli#24972: 400 BadRequest). Returns the error with which the operation
    is going to fail for another generation, OS type, architecture or purchase plan (MicrosoftDocs/azure-docs#118774:
    accepted, then Conflict).
    """
    state = text_at(definition, "osState")
    if traits.os_state and traits.os_state != state:
        message = (
            f"The resource with id '{source_id}' has a different OS state ['{traits.os_state}'] than the parent "
            f"gallery image OS state ['{state}']."
        )
        raise ArmError(400, "BadRequest", message, target=target)
    named = (
        ("Hypervisor generation", traits.generation, "hyperVGeneration"),
        ("OS type", traits.os_type, "osType"),
        ("architecture", traits.architecture, "architecture"),
    )
    for words, value, name in named:
        expected = text_at(definition, name)
        if value and value != expected:
            return _mismatch(source_id, words, value, expected)
    if traits.knows_plan:
        theirs, ours = _shown_plan(traits.plan), _shown_plan(object_at(definition, "purchasePlan"))
        if theirs != ours:
            return _mismatch(source_id, "plan", theirs, ours)
    return None


def _mismatch(source_id: str, words: str, value: str, expected: str | None) -> ArmError:
    message = (
        f"The resource with id '{source_id}' has a different {words} ['{value}'] than the parent gallery image "
        f"{words} ['{expected}']."
    )
    return ArmError(409, "Conflict", message)


def _shown_plan(plan: JsonObject) -> str:
    named = {name: plan[name] for name in ("name", "publisher", "product") if plan.get(name)}
    return json.dumps(named) if named else "null"
