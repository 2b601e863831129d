"""Inputs as they follow from what Azure holds now: for refresh and for import.

A refresh cannot tell which outputs the program asked for and which Azure filled in. So it projects the outputs of
the last update and the outputs of today to the shape of inputs, takes their difference, and applies that to the
inputs in the state. An import has no old inputs: what Azure answers becomes the inputs.
"""

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.addresses import parse_resource_id
from compute_gallery_emulator.provider.resource_types import Properties, Property, ResourceType, object_properties

__all__ = ["imported_inputs", "projected_inputs", "refreshed_inputs"]


def _single(entry: Property, value: JsonValue) -> JsonValue:
    if entry.is_object and isinstance(value, dict):
        return _members(object_properties(entry.type), value)
    return value


def _value(entry: Property, value: JsonValue) -> JsonValue:
    if entry.container == "set" and isinstance(value, dict):
        return list(value)
    if entry.container == "list" and isinstance(value, list):
        return [_single(entry, item) for item in value]
    if entry.container == "map" and isinstance(value, dict):
        return {name: _single(entry, item) for name, item in value.items()}
    return _single(entry, value) if entry.container is None else value


def _members(properties: Properties, outputs: JsonObject) -> JsonObject:
    return {
        name: _value(entry, outputs[name])
        for name, entry in properties.items()
        if name in outputs and not entry.read_only
    }


def projected_inputs(row: ResourceType, outputs: JsonObject) -> JsonObject:
    """Return the outputs that are inputs too, without what only Azure sets."""
    return _members({name: entry for name, entry in row.body.items() if name != "id"}, outputs)


def _applied(base: JsonValue, old: JsonValue, new: JsonValue) -> JsonValue:
    """Return `base` changed where `new` differs from `old`; a single value is the new one."""
    if isinstance(base, dict) and isinstance(old, dict) and isinstance(new, dict):
        return _applied_members(base, old, new)
    if isinstance(base, list) and isinstance(old, list) and isinstance(new, list):
        known = min(len(base), len(old))
        return [_applied(base[i], old[i], item) if i < known else item for i, item in enumerate(new)]
    return new


def _applied_members(base: JsonObject, old: JsonObject, new: JsonObject) -> JsonObject:
    result: JsonObject = {name: value for name, value in base.items() if name not in old or name in new}
    for name, value in new.items():
        if name not in old:
            result[name] = value
        elif old[name] != value:
            result[name] = _applied(base[name], old[name], value) if name in base else value
    return result


def refreshed_inputs(
    row: ResourceType, inputs: JsonObject, old_outputs: JsonObject, new_outputs: JsonObject
) -> JsonObject:
    """Return the inputs of the state, changed where Azure's answer differs from the outputs of the state.

    Child resources in a maintained list stay out of the inputs unless the program declares them inline.
    """
    foreign = {name for name, entry in row.body.items() if entry.maintained and name not in inputs}
    old = projected_inputs(row, old_outputs)
    new = projected_inputs(row, new_outputs)
    for name in foreign:
        old.pop(name, None)
        new.pop(name, None)
    return _applied_members(inputs, old, new)


def _without_empty(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        members: JsonObject = {name: kept for name, item in value.items() if (kept := _without_empty(item)) is not None}
        return members or None
    if isinstance(value, list):
        return [kept for item in value if (kept := _without_empty(item)) is not None] or None
    return value


def imported_inputs(row: ResourceType, id_: str, outputs: JsonObject) -> JsonObject:
    """Return the inputs of an existing resource, without empty lists and objects.

    Raises `AddressError` for an id that is not one of this type.
    """
    inputs: JsonObject = dict(parse_resource_id(row, id_))
    for name, value in projected_inputs(row, outputs).items():
        kept = _without_empty(value)
        if kept is not None:
            inputs[name] = kept
    return inputs
