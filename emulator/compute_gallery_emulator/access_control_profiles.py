"""In-VM access control profiles of a gallery and their versions, answered as recorded."""

import re

from compute_gallery_emulator.arm_error import invalid_parameter, property_change_not_allowed
from compute_gallery_emulator.clock import format_timestamp
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.regions import canonical_region, display_region
from compute_gallery_emulator.replication import replication_status, schedule
from compute_gallery_emulator.resource_type import Accepted, Change, View
from compute_gallery_emulator.version_name import judge_version_number

__all__ = [
    "PROFILE_TYPE",
    "PROFILE_VERSION_TYPE",
    "accept_profile",
    "accept_profile_version",
    "judge_profile_name",
    "judge_profile_version_name",
    "view_profile",
    "view_profile_version",
]

PROFILE_TYPE = "Microsoft.Compute/galleries/inVMAccessControlProfiles"
PROFILE_VERSION_TYPE = "Microsoft.Compute/galleries/inVMAccessControlProfiles/versions"

_NAME = re.compile(r"(?=.{1,80}\Z)[A-Za-z0-9]+(?:[-._]?[A-Za-z0-9]+)*", re.ASCII)
_ROOT = "galleryInVMAccessControlProfileVersion.properties"
_ORDER = ("mode", "defaultAccess", "rules", "targetLocations", "excludeFromLatest", "publishedDate")


def judge_profile_name(name: str) -> None:
    """Refuse a name that is not letters and digits with single periods, hyphens, underscores between, up to 80."""
    if not _NAME.fullmatch(name):
        message = (
            f"The entity name '{name}' is invalid according to its validation rule: "
            r"^[a-zA-Z0-9]+([-._]?[a-zA-Z0-9]+)*$."
        )
        raise invalid_parameter("galleryInVMAccessControlProfileName", message)


def judge_profile_version_name(name: str) -> None:
    """Refuse a name that is not three 32-bit numbers between periods."""
    judge_version_number(name, "galleryInVMAccessControlProfileVersionName", "in-VM access control profile version")


def accept_profile(change: Change) -> Accepted:
    """Return the profile as it will be; operating system and endpoint stay."""
    for name in ("osType", "applicableHostEndpoint"):
        if change.existing and change.properties[name] != change.existing_properties.get(name):
            raise property_change_not_allowed(f"galleryInVMAccessControlProfile.properties.{name}")
    return Accepted(properties=change.properties)


def view_profile(record: Record, view: View) -> JsonObject:
    """Return the properties with the provisioning state last (recorded)."""
    return {**object_at(record.body, "properties"), "provisioningState": view.state}


def accept_profile_version(change: Change) -> Accepted:
    """Return the version as it will be; without target locations it goes to its own location alone (recorded)."""
    sent, before = change.properties, change.existing_properties
    properties = {name: value for name, value in before.items() if name in {"rules", "targetLocations"}} | sent
    locations = list_at(properties, "targetLocations") or [{"name": change.location}]
    names = [canonical_region(text_at(location, "name") or "") for location in locations]
    if len(set(names)) != len(names):
        raise invalid_parameter(
            f"{_ROOT}.targetLocations", "Duplicate regions are not allowed in target publishing regions."
        )
    if change.location not in names:
        shown = ", ".join(text_at(location, "name") or "" for location in locations)
        message = (
            f"In-VM access control profile version target locations '{shown}' must contain the location of the version "
            f"'{display_region(change.location)}'. "
        )
        raise invalid_parameter(f"{_ROOT}.targetLocations", message)
    _judge_rules(object_at(properties, "rules"))
    properties |= {
        "targetLocations": [*locations],
        "excludeFromLatest": properties.get("excludeFromLatest", False),
        "publishedDate": before.get("publishedDate", format_timestamp(change.now)),
    }
    replicas, end = schedule(locations, change.location, change.existing, change.now, change.settings)
    ordered: JsonObject = {name: properties[name] for name in _ORDER if name in properties}
    return Accepted(properties=ordered, private={"replication": replicas}, takes=end - change.now)


def _judge_rules(rules: JsonObject) -> None:
    """Refuse a role or an assignment that names what the rules do not have."""
    known = {
        kind: {text_at(rule, "name") for rule in list_at(rules, kind)} for kind in ("privileges", "identities", "roles")
    }
    for role in list_at(rules, "roles"):
        _judge_names(role.get("privileges"), known["privileges"], "roles.privileges")
    for assignment in list_at(rules, "roleAssignments"):
        _judge_names([assignment.get("role")], known["roles"], "roleAssignments.role")
        _judge_names(assignment.get("identities"), known["identities"], "roleAssignments.identities")


def _judge_names(names: JsonValue, known: set[str | None], where: str) -> None:
    for name in names if isinstance(names, list) else []:
        if name not in known:
            raise invalid_parameter(
                f"{_ROOT}.rules.{where}", f"The name '{name}' in rules.{where} is not one that the rules define."
            )


def view_profile_version(record: Record, view: View) -> JsonObject:
    """Return the properties with the replication status, which is answered unasked for (recorded)."""
    answer = dict(object_at(record.body, "properties"))
    answer["provisioningState"] = view.state
    status = replication_status(record, view.now)
    if view.state != "Creating":
        summary: list[JsonValue] = [
            {name: entry[name] for name in sorted(entry)} for entry in list_at(status, "summary")
        ]
        answer["replicationStatus"] = {**status, "summary": summary}
    return answer
