"""VM applications of a gallery and their versions: judged, completed, replicated and answered as recorded."""

import re

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter, property_change_not_allowed
from compute_gallery_emulator.clock import SECOND, format_timestamp
from compute_gallery_emulator.json_values import JsonObject, list_at, object_at, text_at
from compute_gallery_emulator.quotas import judge_quota
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.regions import canonical_region, display_region
from compute_gallery_emulator.replication import replication_status, schedule
from compute_gallery_emulator.resource_type import Accepted, Change, View
from compute_gallery_emulator.schema import parse_timestamp
from compute_gallery_emulator.version_name import judge_version_number

__all__ = [
    "APPLICATION_TYPE",
    "APPLICATION_VERSION_TYPE",
    "accept_application",
    "accept_application_version",
    "judge_application_name",
    "judge_application_version_name",
    "view_application",
    "view_application_version",
]

APPLICATION_TYPE = "Microsoft.Compute/galleries/applications"
APPLICATION_VERSION_TYPE = "Microsoft.Compute/galleries/applications/versions"

_NAME = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,115}[A-Za-z0-9_-])?", re.ASCII)
_PROFILE = "galleryApplicationVersion.properties.publishingProfile"
_BLOB = re.compile(r"https?://[^/\s]+/[^\s]+")
_KEPT = ("manageActions", "settings", "advancedSettings", "customActions")
"""What an update may leave out (recorded for the first two)."""
_ORDER = (
    "source",
    "manageActions",
    "settings",
    "advancedSettings",
    "enableHealthCheck",
    "customActions",
    "targetRegions",
    "replicaCount",
    "excludeFromLatest",
    "publishedDate",
    "endOfLifeDate",
    "storageAccountType",
    "replicationMode",
)


def judge_application_name(name: str) -> None:
    """Refuse a name that is not letters, digits, hyphens, underscores and periods, up to 117, or ends with a period.

    Source: Azure's page "VM applications".
    """
    if not _NAME.fullmatch(name):
        message = (
            f"The entity name '{name}' is invalid: 1 to 117 letters, digits, hyphens, underscores and periods are "
            "allowed, and a period does not stand at the end."
        )
        raise invalid_parameter("galleryApplicationName", message)


def judge_application_version_name(name: str) -> None:
    """Refuse a name that is not three 32-bit numbers between periods."""
    judge_version_number(name, "galleryApplicationVersionName", "gallery application version")


def accept_application(change: Change) -> Accepted:
    """Return the application as it will be; its operating system stays."""
    properties, before = change.properties, change.existing_properties
    if change.existing and properties["supportedOSType"] != before.get("supportedOSType"):
        raise property_change_not_allowed("galleryApplication.properties.supportedOSType")
    return Accepted(properties=properties)


def view_application(record: Record, _view: View) -> JsonObject:
    """Return the properties alone: an application has no provisioning state (recorded)."""
    return object_at(record.body, "properties")


def accept_application_version(change: Change) -> Accepted:
    """Return the version as it will be once replicated; raises `ArmError` for what is wrong or cannot change."""
    if not change.existing:
        judge_quota(change, APPLICATION_VERSION_TYPE)
    before = object_at(change.existing_properties, "publishingProfile")
    kept: JsonObject = {name: before[name] for name in _KEPT if name in before}
    sent = kept | (object_at(change.properties, "publishingProfile") or before)
    source = object_at(sent, "source") or object_at(before, "source")
    _judge_source(source, object_at(before, "source"))
    profile: JsonObject = {
        **{name: value for name, value in sent.items() if name != "publishedDate"},
        "source": source,
        "enableHealthCheck": sent.get("enableHealthCheck", False),
        "replicaCount": sent.get("replicaCount", 1),
        "excludeFromLatest": sent.get("excludeFromLatest", False),
        "storageAccountType": sent.get("storageAccountType", before.get("storageAccountType", "Standard_LRS")),
        "publishedDate": before.get("publishedDate", format_timestamp(change.now)),
    }
    regions = list_at(sent, "targetRegions") or list_at(before, "targetRegions") or [{"name": change.location}]
    _judge_regions(regions, change.location)
    _judge_end(profile, before, change.now)
    profile["targetRegions"] = [_target_region(region, profile) for region in regions]
    ordered: JsonObject = {name: profile[name] for name in _ORDER if name in profile}
    safety = object_at(change.properties, "safetyProfile") or object_at(change.existing_properties, "safetyProfile")
    properties: JsonObject = {"publishingProfile": ordered}
    if safety:
        properties["safetyProfile"] = safety
    replicas, end = schedule(
        list_at(ordered, "targetRegions"), change.location, change.existing, change.now, change.settings
    )
    return Accepted(properties=properties, private={"replication": replicas}, takes=end - change.now)


def _judge_source(source: JsonObject, before: JsonObject) -> None:
    link = text_at(source, "mediaLink") or ""
    target = f"{_PROFILE}.source.mediaLink"
    if not _BLOB.fullmatch(link):
        raise invalid_parameter(target, f"The media link '{link[:200]}' is invalid: it is the URI of a blob.")
    if before and link != before.get("mediaLink"):
        raise property_change_not_allowed(target)


def _judge_regions(regions: list[JsonObject], location: str) -> None:
    names = [text_at(region, "name") or "" for region in regions]
    canonical = [canonical_region(name) for name in names]
    target = f"{_PROFILE}.targetRegions"
    if len(set(canonical)) != len(canonical):
        raise invalid_parameter(target, "Duplicate regions are not allowed in target publishing regions.")
    if location not in canonical:
        message = (
            f"Gallery application version publishing profile regions '{', '.join(names)}' must contain the location "
            f"of application version '{display_region(location)}'. "
        )
        raise invalid_parameter(target, message)
    for region in regions:
        if "encryption" in region:
            message = "Encryption is not supported for gallery application versions."
            raise ArmError(400, "InvalidParameter", message, target=f"{target}.encryption")


def _judge_end(profile: JsonObject, before: JsonObject, now: int) -> None:
    end, target = text_at(profile, "endOfLifeDate"), f"{_PROFILE}.endOfLifeDate"
    if end and end != before.get("endOfLifeDate") and parse_timestamp(end, target).timestamp() * SECOND <= now:
        raise invalid_parameter(target, "EndOfLifeDate must be set to a future date.")


def _target_region(region: JsonObject, profile: JsonObject) -> JsonObject:
    answer: JsonObject = {
        "name": display_region(text_at(region, "name") or ""),
        "regionalReplicaCount": region.get("regionalReplicaCount", profile["replicaCount"]),
        "storageAccountType": region.get("storageAccountType", profile["storageAccountType"]),
    }
    return answer | ({"excludeFromLatest": region["excludeFromLatest"]} if "excludeFromLatest" in region else {})


def view_application_version(record: Record, view: View) -> JsonObject:
    """Return the properties in the recorded order, with the replication status where it is asked for."""
    answer = dict(object_at(record.body, "properties"))
    answer["provisioningState"] = view.state
    if "replicationstatus" in view.expand.lower():
        answer["replicationStatus"] = replication_status(record, view.now)
    return answer
