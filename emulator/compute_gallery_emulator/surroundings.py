"""What stands beside a gallery and fills something in itself: identities, disk encryption sets, networks."""

import uuid
from collections.abc import Callable

from compute_gallery_emulator.arm_error import invalid_parameter
from compute_gallery_emulator.image_reference import find_image
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.resource_type import Accepted, Change
from compute_gallery_emulator.tokens import TENANT

__all__ = ["accept_disk_encryption_set", "accept_identity", "accept_public_ip", "accept_scale_set", "with_nested_ids"]

_KEY_TYPES = (
    "EncryptionAtRestWithCustomerKey",
    "EncryptionAtRestWithPlatformAndCustomerKeys",
    "ConfidentialVmEncryptedWithCustomerKey",
)


def accept_identity(change: Change) -> Accepted:
    """Return a user-assigned identity with the ids that Azure draws for it once."""
    before = change.existing_properties
    drawn: JsonObject = {name: before.get(name) or str(uuid.uuid4()) for name in ("principalId", "clientId")}
    return Accepted(properties={**change.properties, "tenantId": TENANT, **drawn})


def accept_disk_encryption_set(change: Change) -> Accepted:
    """Return a disk encryption set, with the principal of its own identity where it has one."""
    kind = change.properties.get("encryptionType", change.existing_properties.get("encryptionType", _KEY_TYPES[0]))
    if kind not in _KEY_TYPES:
        target = "diskEncryptionSet.encryptionType"
        message = f"The value '{str(kind)[:80]}' of parameter '{target}' is invalid. Allowed values are: "
        raise invalid_parameter(target, f"{message}{', '.join(_KEY_TYPES)}.")
    return Accepted(properties={"encryptionType": kind, **change.properties}, more=_system_identity(change))


def _system_identity(change: Change) -> JsonObject:
    identity = object_at(change.body, "identity")
    if "systemassigned" not in (text_at(identity, "type") or "").lower():
        return {}
    before = object_at(change.existing.body, "identity") if change.existing else {}
    principal = text_at(before, "principalId") or str(uuid.uuid4())
    return {"identity": identity | {"principalId": principal, "tenantId": TENANT}}


def accept_public_ip(change: Change) -> Accepted:
    """Return a public address with a number of the range that is kept for documentation (RFC 5737)."""
    octet = len(change.estate.of_type(change.address.subscription, "Microsoft.Network/publicIPAddresses")) % 254 + 1
    address = text_at(change.existing_properties, "ipAddress") or f"203.0.113.{octet}"
    return Accepted(properties=change.properties | {"ipAddress": address})


def with_nested_ids(*members: str) -> Callable[[Change], Accepted]:
    """Return the `accept` of a network resource whose nested `members` get ids and states of their own."""

    def accept(change: Change) -> Accepted:
        properties = dict(change.properties)
        for member in members:
            if member in properties:
                properties[member] = [_nested(change, member, item) for item in list_at(properties, member)]
        return Accepted(properties=properties)

    return accept


def _nested(change: Change, member: str, item: JsonObject) -> JsonValue:
    id_: JsonObject = {"id": f"{change.address.id}/{member}/{text_at(item, 'name') or ''}"}
    return {**item, **id_, "properties": {"provisioningState": "Succeeded", **object_at(item, "properties")}}


def accept_scale_set(change: Change) -> Accepted:
    """Return a scale set; its image must be in its region (404 GalleryImageNotFound), also when it changes."""
    path = ("virtualMachineProfile", "storageProfile", "imageReference")
    reference, before = object_at(change.properties, *path), object_at(change.existing_properties, *path)
    if reference != before:
        find_image(reference, change.address.subscription, change.location, change.estate)
    unique = text_at(change.existing_properties, "uniqueId") or str(uuid.uuid4())
    return Accepted(properties=change.properties | {"uniqueId": unique})
