"""The publishing profile of an image version: where it goes, how many replicas, until when."""

from datetime import UTC, datetime

from compute_gallery_emulator.api_versions import (
    BLOCK_DELETION_BY_DEFAULT_SINCE,
    REGION_SECURITY_PROFILE_SINCE,
    REPLICATED_LOCATIONS_SINCE,
)
from compute_gallery_emulator.arm_error import ArmError, invalid_parameter, property_change_not_allowed
from compute_gallery_emulator.clock import SECOND, format_timestamp
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.regions import canonical_region, display_region
from compute_gallery_emulator.resource_type import Change
from compute_gallery_emulator.schema import parse_timestamp

__all__ = ["accept_publishing_profile", "view_publishing_profile"]

_ROOT = "galleryImageVersion.properties.publishingProfile"
_ORDER = (
    "targetRegions",
    "targetExtendedLocations",
    "replicaCount",
    "excludeFromLatest",
    "publishedDate",
    "endOfLifeDate",
    "storageAccountType",
    "replicationMode",
)
_SIX_MONTHS_IN_DAYS = 183


def accept_publishing_profile(change: Change, *, may_remove_regions: bool) -> JsonObject:
    """Return the profile as it will be, with defaults and regions by display name, or raise `ArmError`.

    A profile that is omitted from an update keeps the regions (recorded). `may_remove_regions` is what the safety
    profile says of the request's own version of the API.
    """
    sent, before = (
        object_at(change.properties, "publishingProfile"),
        object_at(change.existing_properties, "publishingProfile"),
    )
    merged = dict(sent) if sent else {name: value for name, value in before.items() if name != "publishedDate"}
    profile: JsonObject = {
        "replicaCount": merged.get("replicaCount", before.get("replicaCount", 1)),
        "excludeFromLatest": merged.get("excludeFromLatest", before.get("excludeFromLatest", False)),
        "storageAccountType": merged.get("storageAccountType", before.get("storageAccountType", "Standard_LRS")),
        "publishedDate": before.get("publishedDate", format_timestamp(change.now)),
    }
    mode = merged.get("replicationMode", before.get("replicationMode"))
    if mode is not None:
        profile["replicationMode"] = mode
    regions = list_at(merged, "targetRegions") or list_at(before, "targetRegions") or [{"name": change.location}]
    _judge_regions(regions, change.location, merged)
    profile["targetRegions"] = [_target_region(region, profile) for region in regions]
    extended = [_extended_location(location) for location in list_at(merged, "targetExtendedLocations")]
    if extended:
        profile["targetExtendedLocations"] = [*extended]
    end = _end_of_life(change, merged, before)
    if end:
        profile["endOfLifeDate"] = end
    _judge_shallow(profile, change.location)
    if change.existing:
        _judge_update(
            profile, before, may_remove_regions=may_remove_regions or change.api_version < REPLICATED_LOCATIONS_SINCE
        )
    return {name: profile[name] for name in _ORDER if name in profile}


def view_publishing_profile(profile: JsonObject, api_version: str) -> JsonObject:
    """Return the profile as a version of the API answers it."""
    if api_version >= REGION_SECURITY_PROFILE_SINCE:
        return profile
    regions: list[JsonValue] = [_without_security_profile(region) for region in list_at(profile, "targetRegions")]
    return {**profile, "targetRegions": regions}


def _without_security_profile(region: JsonObject) -> JsonObject:
    os_disk = object_at(region, "encryption", "osDiskImage")
    if not os_disk:
        return region
    kept = {name: value for name, value in os_disk.items() if name != "securityProfile"}
    return {**region, "encryption": {**object_at(region, "encryption"), "osDiskImage": kept}}


def _judge_regions(regions: list[JsonObject], location: str, sent: JsonObject) -> None:
    names = [text_at(region, "name") or "" for region in regions]
    canonical = [canonical_region(name) for name in names]
    target = f"{_ROOT}.targetRegions"
    if len(set(canonical)) != len(canonical):
        raise invalid_parameter(target, "Duplicate regions are not allowed in target publishing regions.")
    if location not in canonical and "targetRegions" in sent:
        message = (
            f"Gallery image version publishing profile regions '{', '.join(names)}' must contain the location of "
            f"image version '{display_region(location)}'. "
        )
        raise invalid_parameter(target, message)


def _target_region(region: JsonObject, profile: JsonObject) -> JsonObject:
    answer: JsonObject = {
        "name": display_region(text_at(region, "name") or ""),
        "regionalReplicaCount": region.get("regionalReplicaCount", profile["replicaCount"]),
        "storageAccountType": region.get("storageAccountType", profile["storageAccountType"]),
    }
    if "encryption" in region:
        answer["encryption"] = _encryption(object_at(region, "encryption"))
    for name in ("excludeFromLatest", "additionalReplicaSets"):
        if name in region:
            answer[name] = region[name]
    return answer


def _encryption(encryption: JsonObject) -> JsonObject:
    """Return the encryption with the empty securityProfile that Azure adds to an OS disk (recorded)."""
    answer: JsonObject = {}
    os_disk = encryption.get("osDiskImage")
    if isinstance(os_disk, dict):
        answer["osDiskImage"] = {"securityProfile": os_disk.get("securityProfile", {})} | os_disk
    if list_at(encryption, "dataDiskImages"):
        answer["dataDiskImages"] = encryption["dataDiskImages"]
    return answer


def _extended_location(location: JsonObject) -> JsonObject:
    answer: JsonObject = {"extendedLocation": object_at(location, "extendedLocation")}
    answer["name"] = display_region(text_at(location, "name") or "")
    answer["extendedLocationReplicaCount"] = location.get("extendedLocationReplicaCount", 1)
    answer["storageAccountType"] = location.get("storageAccountType", "StandardSSD_LRS")
    if "encryption" in location:
        answer["encryption"] = _encryption(object_at(location, "encryption"))
    return answer


def _end_of_life(change: Change, merged: JsonObject, before: JsonObject) -> JsonValue:
    end, target = text_at(merged, "endOfLifeDate"), f"{_ROOT}.endOfLifeDate"
    if end is None and not change.existing and change.api_version >= BLOCK_DELETION_BY_DEFAULT_SINCE:
        return format_timestamp(change.now + _SIX_MONTHS_IN_DAYS * 86_400 * SECOND)
    if end is None or end == before.get("endOfLifeDate"):
        return end
    if parse_timestamp(end, target) <= datetime.fromtimestamp(change.now / SECOND, UTC):
        raise invalid_parameter(target, "EndOfLifeDate must be set to a future date.")
    return end


def _judge_shallow(profile: JsonObject, location: str) -> None:
    if profile.get("replicationMode") != "Shallow":
        return
    regions = list_at(profile, "targetRegions")
    if (
        len(regions) != 1
        or canonical_region(text_at(regions[0], "name") or "") != location
        or regions[0]["regionalReplicaCount"] != 1
    ):
        message = (
            "A gallery image version with replication mode 'Shallow' has one replica, in its own location "
            f"'{display_region(location)}', and no other target region."
        )
        raise invalid_parameter(f"{_ROOT}.replicationMode", message)


def _judge_update(profile: JsonObject, before: JsonObject, *, may_remove_regions: bool) -> None:
    if profile.get("replicationMode", "Full") != before.get("replicationMode", "Full"):
        raise property_change_not_allowed(f"{_ROOT}.replicationMode")
    regions = {text_at(region, "name"): region for region in list_at(profile, "targetRegions")}
    for region in list_at(before, "targetRegions"):
        name, kept = region["name"], regions.get(text_at(region, "name"))
        if kept is None and not may_remove_regions:
            message = (
                f"The replica of the gallery image version in region '{name}' cannot be removed while "
                "safetyProfile.allowDeletionOfReplicatedLocations is false. Set it to true to remove replicated "
                "locations."
            )
            raise ArmError(409, "OperationNotAllowed", message, target=f"{_ROOT}.targetRegions")
        if kept is not None and kept["storageAccountType"] != region["storageAccountType"]:
            message = (
                "Global storage account type does not match the storage account type in the existing TargetRegion: "
                f"'{name}'. Please specify '{region['storageAccountType']}' as the storage account type for this "
                "region."
            )
            raise ArmError(409, "PropertyChangeNotAllowed", message, target=f"{_ROOT}.targetRegions.storageAccountType")
