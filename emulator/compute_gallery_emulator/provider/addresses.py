"""Resource ids: built from the inputs that name a resource, and taken apart again on import."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.resource_types import ResourceType
from compute_gallery_emulator.provider.values import is_unknown

__all__ = ["AddressError", "parse_resource_id", "resource_id"]

_SUBPATHS = frozenset({"scope", "parentResourcePath", "resourceType"})
"""Parameters whose slashes belong to the path, as a lock's scope is the id of another resource."""
_PARAMETER = re.compile(r"{(\w+)}")
_FORBIDDEN = re.compile(r"[?#\s\x00-\x1f]|/\.{0,2}/|/\.{0,2}$")
"""What would make an id lead elsewhere: a query, white space, empty segments and dots."""
_UNESCAPED = "!$&'()*+,;=:@-._~"


class AddressError(Exception):
    """Inputs that name no resource, or an id that is not one of the type. Its text is for the user."""


def _segment(row: ResourceType, name: str, inputs: JsonObject) -> str:
    value = inputs.get(name)
    if not isinstance(value, str) or is_unknown(value):
        shown = (
            "missing"
            if value is None
            else "not known yet"
            if is_unknown(value)
            else f"{value!r}, which is not a string"
        )
        raise AddressError(f"{row.token}: {name!r} names the resource in Azure, but it is {shown}")
    if name in _SUBPATHS:
        return value.strip("/")
    if value in {"", ".", ".."}:
        raise AddressError(
            f"{row.token}: {value!r} is not allowed as {name!r}: it cannot stand in the address of a resource"
        )
    return quote(value, safe=_UNESCAPED)


def resource_id(row: ResourceType, inputs: JsonObject, subscription_id: str) -> str:
    """Return the id of the resource that the inputs name.

    Raises `AddressError` where one of the names is missing, unknown or cannot stand in an address.
    """
    names = {name: _segment(row, name, inputs) for name in row.path_parameters}
    names["subscriptionId"] = quote(subscription_id, safe="")
    path = _PARAMETER.sub(lambda match: names[match[1]], row.path)
    return re.sub("/{2,}", "/", path)


def parse_resource_id(row: ResourceType, id_: str) -> Mapping[str, str]:
    """Return the names in an id of this type, by input.

    The words of the path are compared without case, as Azure does. Raises `AddressError` for an id of another type.
    """
    pieces = _PARAMETER.split(row.path)
    pattern = ""
    for literal, name in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        pattern += re.escape(literal)
        if name is not None:
            pattern += f"(?P<{name}>.+)" if name in _SUBPATHS else f"(?P<{name}>[^/]+)"
    match = re.fullmatch(pattern, id_, re.IGNORECASE)
    if match is None or _FORBIDDEN.search(id_):
        raise AddressError(f"{id_!r} is not the id of a {row.token}: it should look like {row.path}")
    found = match.groupdict()
    found.pop("subscriptionId", None)
    return {name: f"/{value}" if name == "scope" else unquote(value) for name, value in found.items()}
