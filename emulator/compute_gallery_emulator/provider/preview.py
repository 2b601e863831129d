"""Outputs before the resource exists, or before it is updated."""

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.resource_types import Properties, Property, ResourceType, object_properties
from compute_gallery_emulator.provider.values import UNKNOWN

__all__ = ["preview_outputs"]

_STABLE = ("location", "name")
"""Outputs that no update changes."""


def _single(entry: Property, value: JsonValue) -> JsonValue:
    if entry.is_object and isinstance(value, dict):
        return _members(object_properties(entry.type), value)
    return value


def _value(entry: Property, value: JsonValue) -> JsonValue:
    if isinstance(value, list) and entry.container == "list":
        return [_single(entry, item) for item in value]
    if isinstance(value, dict) and entry.container == "map":
        return {name: _single(entry, item) for name, item in value.items()}
    return UNKNOWN if entry.container == "set" else _single(entry, value)


def _members(properties: Properties, inputs: JsonObject) -> JsonObject:
    return {name: _value(entry, inputs[name]) if name in inputs else UNKNOWN for name, entry in properties.items()}


def preview_outputs(row: ResourceType, inputs: JsonObject, old_outputs: JsonObject) -> JsonObject:
    """Return the inputs in the shape of outputs, and unknown for everything that Azure decides.

    An optional input that is not given is unknown too, because Azure may fill it in: this is what the official
    plugin does. The id is left out (the engine knows it), and an update keeps the name and location of
    `old_outputs`.
    """
    outputs = _members({name: entry for name, entry in row.response.items() if name != "id"}, inputs)
    outputs["azureApiVersion"] = row.api_version
    return {**outputs, **{name: old_outputs[name] for name in _STABLE if name in old_outputs}}
