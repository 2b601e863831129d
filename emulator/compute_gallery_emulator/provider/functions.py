"""The functions a program can call: reading a resource of any known type, and the client's own configuration."""

from collections.abc import Mapping

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.resource_types import (
    ResourceType,
    UnknownResourceTypeError,
    find_resource_type,
)

__all__ = ["GET_CLIENT_CONFIG", "client_config", "getter_of", "getter_query"]

GET_CLIENT_CONFIG = "azure-native:authorization:getClientConfig"
_TENANT = "00000000-0000-0000-0000-000000000002"
_CLIENT = "00000000-0000-0000-0000-000000000003"
_OBJECT = "00000000-0000-0000-0000-000000000004"
_QUERY: Mapping[str, str] = {"expand": "$expand", "select": "$select"}
"""Arguments that go into the query, by the name Azure gives them."""


def getter_of(token: str) -> ResourceType:
    """Return the type that a function such as azure-native:compute:getGallery reads.

    Raises `UnknownResourceTypeError`.
    """
    module, _, function = token.rpartition(":")
    if not function.startswith("get"):
        raise UnknownResourceTypeError(token)
    return find_resource_type(f"{module}:{function.removeprefix('get')}")


def getter_query(arguments: JsonObject) -> dict[str, str]:
    """Return the query parameters that the arguments ask for."""
    return {wire: value for name, wire in _QUERY.items() if isinstance(value := arguments.get(name), str)}


def client_config(subscription_id: str) -> JsonObject:
    """Return what `getClientConfig` answers: fixed ids, since nobody signs in to the emulator."""
    return {"clientId": _CLIENT, "objectId": _OBJECT, "subscriptionId": subscription_id, "tenantId": _TENANT}
