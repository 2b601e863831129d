"""What an image version is made from: which kind of source, that it exists, and the disks that it brings."""

import re
from dataclasses import dataclass

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_id import Address, parse_address
from compute_gallery_emulator.resource_type import Change

__all__ = ["DISK_TYPES", "FULL_SOURCE_TYPES", "STORAGE_TYPE", "Source", "find_sources", "judge_luns"]

ROOT = "galleryImageVersion.properties.storageProfile"
FULL_SOURCE_TYPES = (
    "microsoft.compute/images",
    "microsoft.compute/virtualmachines",
    "microsoft.compute/galleries/images/versions",
)
DISK_TYPES = ("microsoft.compute/disks", "microsoft.compute/snapshots")
STORAGE_TYPE = "microsoft.storage/storageaccounts"
_ID = re.compile(r"/(subscriptions|providers)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """One source: where it stands in the body, its id as sent, and what it names (None for a community image)."""

    path: str
    id: str
    record: Record | None
    lun: int | None = None

    @property
    def target(self) -> str:
        """Azure's name of the property."""
        return f"{ROOT}.{self.path}"


def find_sources(change: Change, storage: JsonObject) -> list[Source]:
    """Return the sources of a new version in the order of the body.

    Raises `ArmError` (400) unless there is exactly one kind, of a type that may stand there, that exists in the
    version's region.
    """
    full = object_at(storage, "source")
    os_source = object_at(storage, "osDiskImage", "source")
    data = [(disk, object_at(disk, "source")) for disk in list_at(storage, "dataDiskImages")]
    if len(full) + (1 if os_source else 0) != 1 or (full and any(source for _, source in data)):
        raise _one_source()
    if full:
        return [_full_source(change, full)]
    if not all(source for _, source in data):
        raise _one_source()
    sources = [_disk_source(change, "osDiskImage.source", os_source, None)]
    sources += [_disk_source(change, "dataDiskImages.source", source, disk.get("lun")) for disk, source in data]
    _judge_distinct([os_source, *(source for _, source in data)])
    return sources


def _one_source() -> ArmError:
    message = (
        "The gallery artifact version source can only be specified either directly under storageProfile or within "
        "individual OS or data disks. One and only one source type (user image, snapshot, disk, virtual machine) can "
        "be provided."
    )
    return invalid_parameter(f"{ROOT}.source.id", message)


def _full_source(change: Change, full: JsonObject) -> Source:
    ((name, _),) = full.items()
    id_ = text_at(full, name) or ""
    path = f"source.{name}"
    if name == "communityGalleryImageId":
        if not id_.lower().startswith("/communitygalleries/"):
            message = (
                f"Property id '{id_}' at path 'properties.storageProfile.{path}' is invalid. Expect "
                "'/communityGalleries/...'."
            )
            raise invalid_parameter(f"{ROOT}.{path}", message)
        return Source(path, id_, None)
    address = _address(id_, path)
    allowed = FULL_SOURCE_TYPES if name == "id" else FULL_SOURCE_TYPES[1:2]
    if address.type_name.lower() not in allowed:
        kinds = (
            "a managed image, virtual machine or another gallery image version" if name == "id" else "a virtual machine"
        )
        must = "must either be" if name == "id" else "must be"
        raise invalid_parameter(f"{ROOT}.{path}", f"The source id: '{id_}' {must} {kinds}.")
    return Source(path, id_, _existing(change, id_, path))


def _disk_source(change: Change, path: str, source: JsonObject, lun: JsonValue) -> Source:
    number = lun if isinstance(lun, int) else None
    uri = text_at(source, "uri")
    name = "storageAccountId" if "storageAccountId" in source else "id"
    id_ = text_at(source, name) or ""
    path = f"{path}.{name}"
    type_name = _address(id_, path).type_name.lower()
    if uri is not None:
        if not re.match(r"https?://[^/]+/.+", uri):
            raise invalid_parameter(
                f"{ROOT}.{path.rsplit('.', 1)[0]}.uri", "The URI of a VHD starts with https:// and names a blob."
            )
        if type_name != STORAGE_TYPE:
            raise invalid_parameter(
                f"{ROOT}.{path}", f"The source id: '{id_}' must be a storage account where a URI is given."
            )
    elif type_name not in DISK_TYPES:
        raise invalid_parameter(f"{ROOT}.{path}", f"The source id: '{id_}' must be a managed disk or snapshot.")
    return Source(path, id_, _existing(change, id_, path), number)


def _address(id_: str, path: str) -> Address:
    address = parse_address(id_) if _ID.match(id_) else None
    if address is None:
        message = (
            f"Property id '{id_}' at path 'properties.storageProfile.{path}' is invalid. Expect fully qualified "
            "resource Id that start with '/subscriptions/{subscriptionId}' or "
            "'/providers/{resourceProviderNamespace}/'."
        )
        raise ArmError(400, "LinkedInvalidPropertyId", message, target=f"{ROOT}.{path}")
    return address


def _existing(change: Change, id_: str, path: str) -> Record:
    record = change.estate.at(id_)
    if record is None or record.state_at(change.now) in {"Deleting", "Failed"} or not _is_near(record, change.location):
        message = (
            f"Source '{id_}' is not found. Please check source exists, and is in the same region as gallery image "
            "version being created."
        )
        raise ArmError(404, "NotFound", message, target=f"{ROOT}.{path}")
    return record


def _is_near(record: Record, location: str) -> bool:
    """Say whether the source can be read in the region: it is there, or is a version with a replica there."""
    if record.body.get("location") == location:
        return True
    replicas = record.private.get("replication")
    return isinstance(replicas, list) and any(text_at(replica, "region") == location for replica in replicas)


def _judge_distinct(sources: list[JsonObject]) -> None:
    os_source, *data = [(text_at(source, "uri") or text_at(source, "id") or "").lower() for source in sources]
    if os_source in data and "uri" in sources[0]:
        message = f"OSDiskImage and DataDiskImage cannot point to same blob {text_at(sources[0], 'uri')}."
        raise invalid_parameter(f"{ROOT}.dataDiskImages.source.uri", message)
    if len({os_source, *data}) != len(sources):
        message = "Duplicated source ids are found in the input disks. Source id should be unique for each disk."
        raise invalid_parameter(f"{ROOT}.dataDiskImages.source.id", message)


def judge_luns(disks: list[JsonObject]) -> None:
    """Refuse two data disks with one LUN."""
    luns = [disk["lun"] for disk in disks]
    if len(set(map(str, luns))) != len(luns):
        message = (
            "Duplicated lun numbers have been detected in the input data disks. Lun number must be unique for each "
            "data disk."
        )
        raise invalid_parameter(f"{ROOT}.dataDiskImages.lun", message)
