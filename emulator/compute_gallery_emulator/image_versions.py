"""Image versions: judged against their definition and source, completed, and answered as recorded."""

from compute_gallery_emulator.api_versions import (
    BLOCK_DELETION_BY_DEFAULT_SINCE,
    BLOCK_DELETION_SINCE,
    REPLICATED_LOCATIONS_SINCE,
    SAFETY_PROFILE_SINCE,
)
from compute_gallery_emulator.arm_error import ArmError, property_change_not_allowed
from compute_gallery_emulator.clock import SECOND
from compute_gallery_emulator.confidential_images import judge_confidential_regions, judge_confidential_source
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at, value_at
from compute_gallery_emulator.publishing_profile import accept_publishing_profile, view_publishing_profile
from compute_gallery_emulator.quotas import judge_quota
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.region_encryption import judge_encryption
from compute_gallery_emulator.replication import replication_status, schedule
from compute_gallery_emulator.resource_type import Accepted, Change, Estate, View
from compute_gallery_emulator.schema import parse_timestamp
from compute_gallery_emulator.source_traits import DiskTraits, judge_traits, traits_of
from compute_gallery_emulator.version_name import judge_version_number
from compute_gallery_emulator.version_source import Source, find_sources, judge_luns

__all__ = ["VERSION_TYPE", "accept_version", "judge_version_deletion", "judge_version_name", "view_version"]

VERSION_TYPE = "Microsoft.Compute/galleries/images/versions"

_ROOT = "galleryImageVersion.properties"


def judge_version_name(name: str) -> None:
    """Refuse a name that is not three 32-bit numbers between periods."""
    judge_version_number(name, "galleryImageVersionName", "image version")


def accept_version(change: Change) -> Accepted:
    """Return the version as it will be once replicated; raises `ArmError` for what is wrong or cannot change."""
    if not change.existing:
        judge_quota(change, VERSION_TYPE)
    safety = _safety_profile(change)
    profile = accept_publishing_profile(change, may_remove_regions=safety["allowDeletionOfReplicatedLocations"] is True)
    definition, failure = _definition(change), None
    if change.existing:
        storage = _kept_storage(change)
        if list_at(profile, "targetRegions") != list_at(
            change.existing_properties, "publishingProfile", "targetRegions"
        ):
            luns = {lun for disk in list_at(storage, "dataDiskImages") if isinstance(lun := disk.get("lun"), int)}
            judge_encryption(change, profile, luns, None)
    else:
        storage, failure = _new_storage(change, profile, definition)
    judge_confidential_regions(definition, change.location, profile)
    properties: JsonObject = {"publishingProfile": profile, "storageProfile": storage, "safetyProfile": safety}
    security = change.properties.get("securityProfile", change.existing_properties.get("securityProfile"))
    if security:
        properties["securityProfile"] = security
    if failure:
        return Accepted(properties=properties, failure={**failure.details()})
    regions = list_at(profile, "targetRegions")
    replicas, end = schedule(regions, change.location, change.existing, change.now, change.settings)
    return Accepted(properties=properties, private={"replication": replicas}, takes=end - change.now)


def _safety_profile(change: Change) -> JsonObject:
    sent, before = object_at(change.properties, "safetyProfile"), object_at(change.existing_properties, "safetyProfile")
    protected = not change.existing and change.api_version >= BLOCK_DELETION_BY_DEFAULT_SINCE
    defaults: JsonObject = {
        "reportedForPolicyViolation": False,
        "allowDeletionOfReplicatedLocations": False,
        "blockDeletionBeforeEndOfLife": protected,
    }
    return defaults | before | sent


def _new_storage(change: Change, profile: JsonObject, definition: JsonObject) -> tuple[JsonObject, ArmError | None]:
    """Return the storage profile as it is answered once the version is built, and why it will not be, if so."""
    sent = object_at(change.properties, "storageProfile")
    judge_luns(list_at(sent, "dataDiskImages"))
    sources = find_sources(change, sent)
    disks: list[DiskTraits] = []
    failure = None
    for source in sources:
        traits = traits_of(source.record, _definition_of_source(change, source))
        if source.lun is None:
            judge_confidential_source(definition, source)
            failure = judge_traits(source.id, source.target, traits, definition)
        if sources[0].path.startswith("source."):
            disks = list(traits.disks)
        else:
            disks.append(
                DiskTraits(source.lun, traits.disks[0].size, "ReadWrite" if source.lun is None else "ReadOnly")
            )
    _judge_free(change, sources[0])
    luns = {disk.lun for disk in disks if disk.lun is not None}
    judge_encryption(change, profile, luns, sources[0].record)
    return _storage_answer(sent, disks), failure


def _storage_answer(sent: JsonObject, disks: list[DiskTraits]) -> JsonObject:
    full = object_at(sent, "source")
    answer: JsonObject = {"source": full} if full else {}
    asked = {disk.get("lun"): disk for disk in list_at(sent, "dataDiskImages")} | {None: object_at(sent, "osDiskImage")}
    data: list[JsonValue] = []
    for disk in disks:
        given = object_at(asked.get(disk.lun))
        caching = text_at(given, "hostCaching") or disk.caching
        if disk.lun is None:
            answer["osDiskImage"] = {
                "sizeInGB": disk.size,
                "hostCaching": caching,
                "source": object_at(given, "source"),
            }
        else:
            entry: JsonObject = {"lun": disk.lun, "sizeInGB": disk.size, "hostCaching": caching}
            data.append(entry if full else entry | {"source": given["source"]})
    return {**answer, **({"dataDiskImages": data} if data else {})}


def _definition(change: Change) -> JsonObject:
    parent = change.address.parent
    record = change.estate.at(parent.id) if parent else None
    return object_at(record.body, "properties") if record else {}


def _definition_of_source(change: Change, source: Source) -> Record | None:
    if source.record is None or source.record.type.lower() != VERSION_TYPE.lower():
        return None
    return change.estate.at(source.record.id.rsplit("/", 2)[0])


def _judge_free(change: Change, source: Source) -> None:
    """Refuse a managed image from which another version is still being built.

    Source: Azure's page on image versions, its note.
    """
    if source.record is None or source.record.type.lower() != "microsoft.compute/images":
        return
    for other in change.estate.unsettled(change.address.subscription, VERSION_TYPE):
        theirs = text_at(other.body, "properties", "storageProfile", "source", "id") or ""
        building = other.state_at(change.now) == "Creating"
        if building and other.key != change.address.key and theirs.lower() == source.id.lower():
            message = (
                f"The managed image '{source.id}' is in use: the gallery image version '{other.id}' is still being "
                "built and replicated from it. Wait until that has completed before another version is created from "
                "the same managed image."
            )
            raise ArmError(409, "Conflict", message, target=source.target)


def _kept_storage(change: Change) -> JsonObject:
    """Return the storage profile of an update: sources may be left out or repeated, not changed.

    Host caching may change.
    """
    sent, before = (
        object_at(change.properties, "storageProfile"),
        object_at(change.existing_properties, "storageProfile"),
    )
    root = f"{_ROOT}.storageProfile"
    _judge_same(object_at(sent, "source"), object_at(before, "source"), f"{root}.source")
    sent_os, before_os = object_at(sent, "osDiskImage"), object_at(before, "osDiskImage")
    _judge_same(object_at(sent_os, "source"), object_at(before_os, "source"), f"{root}.osDiskImage.source")
    judge_luns(list_at(sent, "dataDiskImages"))
    kept = {disk["lun"]: disk for disk in list_at(before, "dataDiskImages") if isinstance(disk["lun"], int)}
    for disk in list_at(sent, "dataDiskImages"):
        lun = disk["lun"]
        if not isinstance(lun, int) or lun not in kept:
            message = "Adding new Data Disks or changing the LUN of a Data Disk in an existing Image is not allowed."
            raise ArmError(409, "PropertyChangeNotAllowed", message, target=f"{root}.dataDiskImages.lun")
        _judge_same(object_at(disk, "source"), object_at(kept[lun], "source"), f"{root}.dataDiskImages.source")
        kept[lun] = kept[lun] | {name: disk[name] for name in ("hostCaching",) if name in disk}
    answer = dict(before)
    answer["osDiskImage"] = before_os | {name: sent_os[name] for name in ("hostCaching",) if name in sent_os}
    return {**answer, **({"dataDiskImages": [*kept.values()]} if kept else {})}


def _judge_same(sent: JsonObject, before: JsonObject, target: str) -> None:
    for name, value in sent.items():
        if str(value).lower() != str(before.get(name)).lower():
            raise property_change_not_allowed(f"{target}.{name}")


def judge_version_deletion(record: Record, estate: Estate) -> None:
    """Refuse to delete a version that is protected until its end of life.

    Source: Azure's page on troubleshooting galleries.
    """
    end = text_at(record.body, "properties", "publishingProfile", "endOfLifeDate")
    blocked = value_at(record.body, "properties", "safetyProfile", "blockDeletionBeforeEndOfLife") is True
    if blocked and end and parse_timestamp(end, "endOfLifeDate").timestamp() * SECOND > estate.now:
        message = (
            "Deletion of Gallery image version is not allowed because the image is enabled for "
            "blockDeletionBeforeEndOfLife and its endOfLifeDate has not reached yet."
        )
        raise ArmError(409, "DeleteGalleryImageVersionBlockedBeforeEndOfLife", message, target="galleryImageVersion")


def view_version(record: Record, view: View) -> JsonObject:
    """Return the properties in the recorded order.

    What the build finds out (sizes, the disks of a whole source) is answered after it.
    """
    properties = object_at(record.body, "properties")
    profile = object_at(properties, "publishingProfile")
    answer: JsonObject = {"publishingProfile": view_publishing_profile(profile, view.api_version)}
    storage = object_at(properties, "storageProfile")
    answer["storageProfile"] = _being_built(storage) if view.state in {"Creating", "Failed"} else storage
    safety = object_at(properties, "safetyProfile")
    since = {
        "reportedForPolicyViolation": SAFETY_PROFILE_SINCE,
        "allowDeletionOfReplicatedLocations": REPLICATED_LOCATIONS_SINCE,
        "blockDeletionBeforeEndOfLife": BLOCK_DELETION_SINCE,
    }
    shown = {name: value for name, value in safety.items() if view.api_version >= since[name]}
    if shown:
        answer["safetyProfile"] = shown
    if "securityProfile" in properties:
        answer["securityProfile"] = properties["securityProfile"]
    if view.api_version >= BLOCK_DELETION_SINCE and view.state == "Succeeded":
        answer["validationsProfile"] = {"validationOperationStatus": "NotExecuted"}
    answer["provisioningState"] = view.state
    if "replicationstatus" in view.expand.lower():
        answer["replicationStatus"] = replication_status(record, view.now)
    return answer


def _being_built(storage: JsonObject) -> JsonObject:
    if "source" in storage:
        return {"source": storage["source"]}
    answer: JsonObject = {}
    for name, value in storage.items():
        disks = [
            {k: v for k, v in disk.items() if k != "sizeInGB"}
            for disk in ([value] if isinstance(value, dict) else list_at(value))
        ]
        answer[name] = disks[0] if isinstance(value, dict) else [*disks]
    return answer
