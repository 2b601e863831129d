"""Galleries: names, sharing, soft deletion, and how they are answered."""

import re
import uuid

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.gallery_schemas import SHARING_UPDATE
from compute_gallery_emulator.json_values import JsonObject, list_at, object_at, text_at, value_at
from compute_gallery_emulator.quotas import judge_quota
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_type import Accepted, Change, Estate, View
from compute_gallery_emulator.schema import read

__all__ = [
    "GALLERY_TYPE",
    "accept_gallery",
    "judge_gallery_name",
    "keeps_deleted_versions",
    "share_gallery",
    "view_gallery",
]

GALLERY_TYPE = "Microsoft.Compute/galleries"

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._]{0,78}[A-Za-z0-9])?", re.ASCII)
_PUBLIC_PREFIX = re.compile(r"[A-Za-z0-9]{5,16}", re.ASCII)


def judge_gallery_name(name: str) -> None:
    """Refuse a name that is not letters, digits, and inside it underscores and periods, up to 80 characters."""
    if not _NAME.fullmatch(name):
        message = (
            "Gallery name is invalid. Allowed characters are English alphanumeric characters, with underscores, and "
            "periods allowed in the middle, up to 80 characters total. All other special characters, including "
            "dashes, are disallowed."
        )
        raise invalid_parameter("galleryName", message)


def accept_gallery(change: Change) -> Accepted:
    """Return the gallery as it will be. Its unique name is kept; its sharing is set at creation only (recorded)."""
    sent, before = change.properties, change.existing_properties
    if not change.existing:
        judge_quota(change, GALLERY_TYPE)
    for other in change.estate.of_type(change.address.subscription, GALLERY_TYPE):
        if other.name.lower() == change.address.name.lower() and other.key != change.address.key:
            message = (
                f"The gallery name '{change.address.name}' is not unique within the subscription "
                f"'{change.address.subscription}'. Please pick another gallery name."
            )
            raise ArmError(409, "GalleryNameNotUnique", message, target="galleryName")
    unique_name = f"{change.address.subscription}-{change.address.name.upper()}"
    properties: JsonObject = {}
    if "description" in sent:
        properties["description"] = sent["description"]
    properties["identifier"] = {"uniqueName": text_at(before, "identifier", "uniqueName") or unique_name}
    sharing = _accept_sharing(change)
    if sharing:
        properties["sharingProfile"] = sharing
    if "softDeletePolicy" in sent:
        properties["softDeletePolicy"] = sent["softDeletePolicy"]
    return Accepted(properties=properties)


def _accept_sharing(change: Change) -> JsonObject:
    sent, before = (
        object_at(change.properties, "sharingProfile"),
        object_at(change.existing_properties, "sharingProfile"),
    )
    asked, has = text_at(sent, "permissions"), text_at(before, "permissions") or "Private"
    if change.existing:
        if asked and asked != has:
            message = (
                f"Cannot update the gallery '{change.address.name}' sharing permissions from '{has}' to '{asked}. "  # noqa: S608 - a sentence, not SQL
                "Permissions can only be changed by a POST ShareGallery call. Currently, gallery permissions can only "
                "be set to 'Groups' or 'Community' during creation."
            )
            raise invalid_parameter("gallery.properties.sharingProfile.permissions", message)
        return before or ({"permissions": asked} if asked else {})
    if asked != "Community":
        return {"permissions": asked} if asked else {}
    info = object_at(sent, "communityGalleryInfo")
    prefix = text_at(info, "publicNamePrefix") or ""
    if not _PUBLIC_PREFIX.fullmatch(prefix):
        target = "gallery.properties.sharingProfile.communityGalleryInfo.publicNamePrefix"
        raise invalid_parameter(
            target, f"The public name prefix '{prefix}' is invalid: 5 to 16 letters and digits are allowed."
        )
    public_name = f"{prefix}-{uuid.uuid4()}"
    community: JsonObject = {"communityGalleryEnabled": False, **info, "publicNames": [public_name]}
    return {"permissions": "Community", "communityGalleryInfo": community}


def share_gallery(record: Record, body: JsonObject, _estate: Estate) -> tuple[Record, JsonObject | None]:
    """Change with whom the gallery is shared: POST share with Add, Remove, Reset or EnableCommunity (recorded)."""
    update = read(SHARING_UPDATE, body, "sharingUpdate", "body")
    properties = object_at(record.body, "properties")
    before = object_at(properties, "sharingProfile")
    operation = text_at(update, "operationType") or ""
    permissions = text_at(before, "permissions") or "Private"
    needed = {"Add": "Groups", "Remove": "Groups", "EnableCommunity": "Community"}.get(operation)
    if needed and permissions != needed:
        message = (
            f"The operation '{operation}' needs a gallery whose sharing permissions are '{needed}', not "
            f"'{permissions}'."
        )
        raise ArmError(409, "OperationNotAllowed", message, target="sharingUpdate.operationType")
    profile = _shared(before, operation, list_at(update, "groups"))
    changed = {**properties, "sharingProfile": profile}
    record.body["properties"] = {
        name: changed[name]
        for name in ("description", "identifier", "sharingProfile", "softDeletePolicy")
        if name in changed
    }
    return record, None


def _shared(before: JsonObject, operation: str, groups: list[JsonObject]) -> JsonObject:
    if operation == "Reset":
        return {"permissions": "Private"}
    if operation == "EnableCommunity":
        info = object_at(before, "communityGalleryInfo")
        return {**before, "communityGalleryInfo": {**info, "communityGalleryEnabled": True}}
    members = {(text_at(group, "type"), i): None for group in list_at(before, "groups") for i in _ids(group)}
    for group in groups:
        for member in ((text_at(group, "type"), i) for i in _ids(group)):
            if operation == "Add":
                members[member] = None
            else:
                members.pop(member, None)
    kinds = dict.fromkeys(kind for kind, _ in members)
    shared: list[JsonObject] = [{"type": kind, "ids": [i for k, i in members if k == kind]} for kind in kinds]
    return {**{k: v for k, v in before.items() if k != "groups"}, **({"groups": [*shared]} if shared else {})}


def _ids(group: JsonObject) -> list[str]:
    ids = group.get("ids")
    return [i for i in ids if isinstance(i, str)] if isinstance(ids, list) else []


def view_gallery(record: Record, view: View) -> JsonObject:
    """Return the properties in the recorded order; groups are answered to $expand=sharingProfile/Groups and $select."""
    properties = dict(object_at(record.body, "properties"))
    policy = properties.pop("softDeletePolicy", None)
    sharing = properties.get("sharingProfile")
    if isinstance(sharing, dict) and "groups" in sharing and not _asks_for_groups(view):
        properties["sharingProfile"] = {name: value for name, value in sharing.items() if name != "groups"}
    properties["provisioningState"] = view.state
    return properties | ({"softDeletePolicy": policy} if policy is not None else {})


def _asks_for_groups(view: View) -> bool:
    asked = view.expand.lower()
    return "groups" in asked or "permissions" in asked


def keeps_deleted_versions(record: Record, estate: Estate) -> bool:
    """Say whether the gallery that an image version stands in keeps what is deleted."""
    gallery = estate.at("/".join(record.id.split("/")[:9]))
    return bool(gallery and value_at(gallery.body, "properties", "softDeletePolicy", "isSoftDeleteEnabled") is True)
