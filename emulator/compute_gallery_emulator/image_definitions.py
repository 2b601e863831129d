"""Image definitions: names, the publisher, offer and SKU, what cannot change, and how they are answered."""

import re

from compute_gallery_emulator.api_versions import ARCHITECTURE_SINCE, TRUSTED_LAUNCH_BY_DEFAULT_SINCE
from compute_gallery_emulator.arm_error import ArmError, invalid_parameter, property_change_not_allowed
from compute_gallery_emulator.clock import SECOND
from compute_gallery_emulator.gallery_schemas import GALLERY_IMAGE
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at, value_at
from compute_gallery_emulator.quotas import judge_quota
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_type import Accepted, Change, View
from compute_gallery_emulator.schema import parse_timestamp

__all__ = ["DEFINITION_TYPE", "accept_definition", "judge_definition_name", "view_definition"]

DEFINITION_TYPE = "Microsoft.Compute/galleries/images"

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?", re.ASCII)
_ASSET_NAME = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9_-]", re.ASCII)
_ASSET_LIMITS = {"publisher": 128, "offer": 64, "sku": 64}
_FIXED = (
    ("hyperVGeneration",),
    ("architecture",),
    ("osType",),
    ("osState",),
    ("identifier", "publisher"),
    ("identifier", "offer"),
    ("identifier", "sku"),
    ("purchasePlan", "name"),
    ("purchasePlan", "publisher"),
    ("purchasePlan", "product"),
    ("eula",),
    ("privacyStatementUri",),
)
_FEATURE_VALUES = {
    value.lower(): value
    for value in (
        "True",
        "False",
        "None",
        "Standard",
        "TrustedLaunch",
        "TrustedLaunchSupported",
        "TrustedLaunchAndConfidentialVmSupported",
        "ConfidentialVM",
        "ConfidentialVMSupported",
        "SCSI",
        "SCSI, NVMe",
        "NVMe, SCSI",
    )
}
_FEATURE_NAMES = {
    name.lower(): name
    for name in ("SecurityType", "IsAcceleratedNetworkSupported", "DiskControllerTypes", "IsHibernateSupported")
}


def judge_definition_name(name: str) -> None:
    """Refuse a name that is not letters, digits, and inside it underscores, hyphens and periods: up to 80."""
    if not _NAME.fullmatch(name):
        message = (
            rf"The entity name '{name}' is invalid according to its validation rule: ^[^_\W][\w-._]{{0,79}}(?<![-.])$."
        )
        raise invalid_parameter("galleryImageName", message)


def accept_definition(change: Change) -> Accepted:
    """Return the definition as it will be; raises `ArmError` for what is wrong or cannot change."""
    if not change.existing:
        judge_quota(change, DEFINITION_TYPE)
    properties = _with_defaults(change)
    _judge_identifier(object_at(properties, "identifier"))
    _judge_ranges(object_at(properties, "recommended"))
    _judge_features(properties)
    before = change.existing_properties
    if change.existing:
        for path in _FIXED:
            if value_at(properties, *path) != value_at(before, *path):
                raise property_change_not_allowed(f"galleryImage.properties.{'.'.join(path)}")
        if not change.properties.get("allowUpdateImage"):
            _judge_same_features(change, before)
    end, target = text_at(properties, "endOfLifeDate"), "galleryImage.properties.endOfLifeDate"
    if end and end != before.get("endOfLifeDate") and parse_timestamp(end, target).timestamp() * SECOND <= change.now:
        raise invalid_parameter(target, "EndOfLifeDate must be set to a future date.")
    _judge_unique(change, object_at(properties, "identifier"))
    return Accepted(properties=properties)


def _with_defaults(change: Change) -> JsonObject:
    given, before = dict(change.properties), change.existing_properties
    new_default = change.api_version >= TRUSTED_LAUNCH_BY_DEFAULT_SINCE
    generation = given.get("hyperVGeneration") or before.get("hyperVGeneration") or ("V2" if new_default else "V1")
    features: list[JsonValue] = [_canonical_feature(feature) for feature in list_at(given, "features")]
    if new_default and not change.existing and generation == "V2" and not _has_security_type(features):
        features.append({"name": "SecurityType", "value": "TrustedLaunchSupported"})
    if change.existing and "features" not in given:
        features = [*list_at(before, "features")]
    given["hyperVGeneration"] = generation
    given["architecture"] = given.get("architecture") or before.get("architecture") or "x64"
    given["osState"] = given.get("osState") or before.get("osState") or "Generalized"
    given["features"] = features
    # Empty ones are answered as absent (recorded for features and disallowed).
    return {
        name: given[name]
        for name in GALLERY_IMAGE.fields
        if name in given and name != "allowUpdateImage" and given[name] not in ({}, [])
    }


def _has_security_type(features: list[JsonValue]) -> bool:
    return any(text_at(feature, "name") == "SecurityType" for feature in features)


def _judge_same_features(change: Change, before: JsonObject) -> None:
    """Refuse another feature than there is, by the name of the feature (seen in bicep#16386).

    Disk controllers in another order than Azure's are another value, though a definition is created with them.
    """
    if "features" not in change.properties:
        return
    sent, kept = _by_name(list_at(change.properties, "features")), _by_name(list_at(before, "features"))
    for name in [*sent, *(name for name in kept if name not in sent)]:
        if sent.get(name) != kept.get(name):
            raise property_change_not_allowed(name)


def _by_name(features: list[JsonObject]) -> dict[str, JsonObject]:
    written = [_in_azures_casing(feature) for feature in features]
    return {text_at(feature, "name") or "": feature for feature in written}


def _canonical_feature(feature: JsonObject) -> JsonObject:
    """Return the feature as it is answered.

    "NVMe, SCSI" becomes "SCSI, NVMe" (bicep#16386).
    """
    result = _in_azures_casing(feature)
    if result.get("value") == "NVMe, SCSI":
        result["value"] = "SCSI, NVMe"
    return result


def _in_azures_casing(feature: JsonObject) -> JsonObject:
    """Return the feature in Azure's casing: "true" as "True", "ConfidentialVm" as "ConfidentialVM" (recorded)."""
    result = dict(feature)
    name, value = text_at(feature, "name") or "", text_at(feature, "value")
    result["name"] = _FEATURE_NAMES.get(name.lower(), name)
    if value is not None:
        result["value"] = _FEATURE_VALUES.get(value.lower(), value)
    return result


def _judge_identifier(identifier: JsonObject) -> None:
    for name, limit in _ASSET_LIMITS.items():
        value = text_at(identifier, name) or ""
        if len(value) > limit or not _ASSET_NAME.fullmatch(value):
            target = f"galleryImage.properties.identifier.{name}"
            message = (
                f"Asset name {target} is not valid. It cannot be empty. Allowed characters are uppercase or lowercase "
                "letters, digits, hyphen(-), period (.), underscore (_). Names are not allowed to end with period(.). "
                f"The length of the name cannot exceed {limit} characters."
            )
            raise invalid_parameter(target, message)


def _judge_ranges(recommended: JsonObject) -> None:
    for name in ("vCPUs", "memory"):
        low, high = value_at(recommended, name, "min"), value_at(recommended, name, "max")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            target = f"galleryImage.properties.recommended.{name}"
            message = f"The minimum value of {target} must not be greater than the maximum value of {target}."
            raise invalid_parameter(target, message)


def _judge_features(properties: JsonObject) -> None:
    names = [text_at(feature, "name") for feature in list_at(properties, "features")]
    if len(names) != len(set(names)):
        message = f"Duplicate features are not allowed: '{', '.join(name or '' for name in names)}'."
        raise invalid_parameter("galleryImage.properties.features", message)


def _judge_unique(change: Change, identifier: JsonObject) -> None:
    triple = [str(identifier[name]).lower() for name in _ASSET_LIMITS]
    for other in change.estate.children(change.address.container_key, DEFINITION_TYPE):
        theirs = object_at(other.body, "properties", "identifier")
        if other.key != change.address.key and [str(theirs.get(name)).lower() for name in _ASSET_LIMITS] == triple:
            message = (
                f"Gallery image: '{other.name}' identified by (publisher:{theirs['publisher']}, "
                f"offer:{theirs['offer']}, sku:{theirs['sku']}) already exists. Choose a different publisher, offer, "
                "sku combination."
            )
            raise ArmError(409, "Conflict", message, target="galleryImage.properties.identifier")


def view_definition(record: Record, view: View) -> JsonObject:
    """Return the properties in the recorded order, with the provisioning state after the identifier."""
    answer: JsonObject = {}
    for name, value in object_at(record.body, "properties").items():
        if name == "architecture" and view.api_version < ARCHITECTURE_SINCE:
            continue
        answer[name] = value
        if name == "identifier":
            answer["provisioningState"] = view.state
    return answer
