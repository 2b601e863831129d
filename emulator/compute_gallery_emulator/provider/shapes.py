"""Between the shape that programs see and the JSON of Azure Resource Manager.

A program sees one flat object. Azure nests most of it under `properties`, names a few members differently, and
holds a set of ids as an object with empty values. Both directions keep only what the table of resource types knows,
as the official plugin does.
"""

from compute_gallery_emulator.json_values import JsonObject, JsonValue, object_at
from compute_gallery_emulator.provider.resource_types import Properties, Property, ResourceType, object_properties

__all__ = ["request_body", "response_outputs"]


def _each(value: JsonValue, entry: Property, *, to_wire: bool) -> JsonValue:
    if isinstance(value, list) and entry.container == "list":
        return [_object(item, entry, to_wire=to_wire) for item in value]
    if isinstance(value, dict) and entry.container == "map":
        return {name: _object(item, entry, to_wire=to_wire) for name, item in value.items()}
    return value if entry.container else _object(value, entry, to_wire=to_wire)


def _object(value: JsonValue, entry: Property, *, to_wire: bool) -> JsonValue:
    if not isinstance(value, dict) or not entry.is_object:
        return value
    return _members(value, object_properties(entry.type), to_wire=to_wire)


def _members(values: JsonObject, properties: Properties, *, to_wire: bool) -> JsonObject:
    result: JsonObject = {}
    for name, entry in properties.items():
        source, target = (name, entry.wire_name) if to_wire else (entry.wire_name, name)
        value = values.get(source)
        if value is None or (to_wire and entry.read_only):
            continue
        if to_wire and entry.container == "set" and isinstance(value, list):
            result[target] = {item: {} for item in value if isinstance(item, str)}
        else:
            result[target] = _each(value, entry, to_wire=to_wire)
    return result


def _reshaped(values: JsonObject, path: list[str], kept: frozenset[str], *, nest: bool) -> JsonObject:
    """Return the values with the elements of the list at `path` nested under `properties`, or lifted out of there.

    Objects and the elements of lists on the way there are gone through.
    """
    name, *rest = path
    match values.get(name):
        case dict() as value if rest:
            return {**values, name: _reshaped(value, rest, kept, nest=nest)}
        case list() as items:
            return {**values, name: [_element(item, rest, kept, nest=nest) for item in items]}
    return values


def _element(item: JsonValue, rest: list[str], kept: frozenset[str], *, nest: bool) -> JsonValue:
    if not isinstance(item, dict):
        return item
    if rest:
        return _reshaped(item, rest, kept, nest=nest)
    return _nested(item, kept) if nest else _lifted(item, kept)


def _nested(item: JsonObject, kept: frozenset[str]) -> JsonObject:
    inner: JsonObject = {name: value for name, value in item.items() if name not in kept}
    outer: JsonObject = {name: value for name, value in item.items() if name in kept}
    return {**outer, "properties": inner} if inner else outer


def _lifted(item: JsonObject, kept: frozenset[str]) -> JsonObject:
    outer = {name: value for name, value in item.items() if name in kept}
    return {**outer, **object_at(item, "properties")}


def request_body(row: ResourceType, inputs: JsonObject) -> JsonObject:
    """Return the body of the PUT that creates or updates the resource."""
    flat = _members(inputs, row.body, to_wire=True)
    for path in reversed(list(row.flattened)):
        flat = _reshaped(flat, path.split("."), row.flattened[path], nest=True)
    body: JsonObject = {name: value for name, value in flat.items() if name in row.envelope}
    inner: JsonObject = {name: value for name, value in flat.items() if name not in row.envelope}
    return {**body, "properties": inner} if inner else body


def response_outputs(row: ResourceType, response: JsonObject) -> JsonObject:
    """Return the outputs that Azure's answer holds, with the API version that gave it."""
    envelope: JsonObject = {name: value for name, value in response.items() if name in row.envelope}
    flat = {**object_at(response, "properties"), **envelope}
    for path, kept in row.flattened.items():
        flat = _reshaped(flat, path.split("."), kept, nest=False)
    outputs = _members(flat, row.response, to_wire=False)
    id_ = response.get("id")
    if isinstance(id_, str):
        outputs["id"] = id_
    outputs["azureApiVersion"] = row.api_version
    return outputs
