"""The package schema: what the table of resource types knows, in Pulumi's own format."""

import json
from collections.abc import Mapping

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.configuration import PLUGIN_VERSION
from compute_gallery_emulator.provider.resource_types import (
    Properties,
    Property,
    ResourceType,
    object_properties,
    resource_types,
)

__all__ = ["package_schema"]


def _type_token(module: str, name: str, suffix: str) -> str:
    return f"azure-native:{module}:{name}{suffix}"


def _single(entry: Property, module: str, suffix: str) -> JsonObject:
    if entry.type == "any":
        return {"$ref": "pulumi.json#/Any"}
    if entry.is_object:
        return {"$ref": f"#/types/{_type_token(module, entry.type, suffix)}"}
    return {"type": entry.type}


def _value(entry: Property, module: str, suffix: str) -> JsonObject:
    single = _single(entry, module, suffix)
    if entry.container is None:
        return single
    if entry.container == "map":
        return {"type": "object", "additionalProperties": single}
    return {"type": "array", "items": single}


def _values(properties: Properties, module: str, suffix: str) -> JsonObject:
    return {name: _value(entry, module, suffix) for name, entry in properties.items()}


def _required(properties: Properties) -> list[str]:
    return [name for name, entry in properties.items() if entry.required]


def _used_types(properties: Properties, found: dict[str, Properties]) -> Mapping[str, Properties]:
    for entry in properties.values():
        if entry.is_object and entry.type not in found:
            found[entry.type] = object_properties(entry.type)
            _used_types(found[entry.type], found)
    return found


def _types(row: ResourceType) -> JsonObject:
    types: JsonObject = {}
    for name, properties in _used_types(row.properties, {}).items():
        inputs = {key: entry for key, entry in properties.items() if not entry.read_only}
        for suffix, shown in (("", inputs), ("Response", properties)):
            types[_type_token(row.module, name, suffix)] = {
                "type": "object",
                "properties": _values(shown, row.module, suffix),
                "required": [*_required(shown)],
            }
    return types


def _resource(row: ResourceType) -> JsonObject:
    inputs = {name: entry for name, entry in row.properties.items() if not entry.read_only}
    outputs = {name: entry for name, entry in row.response.items() if name != "id"}
    return {
        "description": f"Azure API version {row.api_version}.",
        "inputProperties": _values(inputs, row.module, ""),
        "requiredInputs": [*_required(inputs)],
        "properties": {**_values(outputs, row.module, "Response"), "azureApiVersion": {"type": "string"}},
        "required": ["azureApiVersion", "name"],
    }


def package_schema() -> str:
    """Return the schema as JSON: the resource types of the table and their object types, without functions."""
    rows = resource_types().values()
    types: JsonObject = {}
    for row in rows:
        types.update(_types(row))
    schema: JsonObject = {
        "name": "azure-native",
        "version": PLUGIN_VERSION,
        "description": "The part of azure-native that the local stack's stand-in plugin knows.",
        "types": types,
        "resources": {row.token: _resource(row) for row in rows},
    }
    return json.dumps(schema)
