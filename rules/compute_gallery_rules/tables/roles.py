"""Azure's roles, by their names, and the names of their assignments."""

import re
import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from compute_gallery_rules.values.resource_ids import parse_resource_id

__all__ = ["ROLES", "role_assignment_name", "role_definition_guid", "role_definition_id"]

ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Compute Gallery Artifacts Publisher": "85a2d0d9-2eba-4c9c-b355-11c2cc0788ab",
        "Compute Gallery Image Reader": "cf7c76d2-98a3-4358-a134-615aa78bf44d",
        "Compute Gallery Sharing Admin": "1ef6a3be-d0ac-425d-8c01-acb62866290b",
        "Contributor": "b24988ac-6180-42a0-ab88-20f7382dd24c",
        "Owner": "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
        "Reader": "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
        "User Access Administrator": "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
        "Virtual Machine Contributor": "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
    }
)
"""Roles that one gives on a gallery, with the ids that they have in every tenant.

Source: Azure's page "Azure built-in roles".
"""

GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ROLE_TYPE = "microsoft.authorization/roledefinitions"


def role_definition_guid(role: str) -> str | None:
    """Return the GUID of a role that is given by name (in any casing), by GUID or by resource id; None for no role."""
    text = role.strip()
    parsed = parse_resource_id(text)
    plain = parsed.name.lower() if parsed and parsed.type.lower() == ROLE_TYPE else text.lower()
    return plain if GUID.fullmatch(plain) else {name.lower(): guid for name, guid in ROLES.items()}.get(plain)


def role_definition_id(role: str, scope: str) -> str | None:
    """Return the resource id of a role definition in the subscription of a scope; an id stays as it is.

    Azure gives an id back under the subscription, whether it was sent so or not.
    """
    guid = role_definition_guid(role)
    parsed = parse_resource_id(role.strip())
    if guid is None or (parsed and parsed.subscription):
        return role.strip() if guid else None
    place = parse_resource_id(scope)
    around = f"/subscriptions/{place.subscription}" if place and place.subscription else ""
    return f"{around}/providers/Microsoft.Authorization/roleDefinitions/{guid}"


def role_assignment_name(scope: str, principal_id: str, role_guid: str) -> str:
    """Return the name of a role assignment, a GUID: the same one for the same scope, principal and role.

    Azure refuses a second assignment of a role to a principal at a scope; with this name there is no second one.
    """
    what = "|".join(part.strip().lower() for part in (scope, principal_id, role_guid))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, what))
