"""What Check refuses: missing inputs, and values of another type than the table says."""

from collections.abc import Iterator

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.resource_types import Properties, Property, ResourceType, object_properties
from compute_gallery_emulator.provider.values import is_unknown

__all__ = ["input_failures"]

_LOCATION_HINT = "set it, or the stack's default with: pulumi config set azure-native:location <region>"


def _json_type(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "list" if isinstance(value, list) else "object" if isinstance(value, dict) else "null"


def _fits(value: JsonValue, kind: str) -> bool:
    found = _json_type(value)
    if kind == "integer":
        return found == "number" and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))
    return kind in {"any", found}


def _single(path: str, entry: Property, value: JsonValue) -> Iterator[tuple[str, str]]:
    if is_unknown(value):
        return
    if entry.is_object and isinstance(value, dict):
        yield from _members(path, object_properties(entry.type), value)
    elif not _fits(value, "object" if entry.is_object else entry.type):
        # The value itself stays out of the text: it may be a secret.
        wanted = "object" if entry.is_object else entry.type
        article = "an" if wanted in {"object", "integer"} else "a"
        yield path, f"{path!r} must be {article} {wanted}, but it is a {_json_type(value)}"


def _value(path: str, entry: Property, value: JsonValue) -> Iterator[tuple[str, str]]:
    if is_unknown(value):
        return
    if entry.container is None:
        yield from _single(path, entry, value)
    elif entry.container == "map":
        if isinstance(value, dict):
            for name, item in value.items():
                yield from _single(f"{path}.{name}", entry, item)
        else:
            yield path, f"{path!r} must be an object, but it is a {_json_type(value)}"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _single(f"{path}[{index}]", entry, item)
    else:
        yield path, f"{path!r} must be a list, but it is a {_json_type(value)}"


def _members(path: str, properties: Properties, values: JsonObject) -> Iterator[tuple[str, str]]:
    for name, entry in properties.items():
        below = f"{path}.{name}" if path else name
        if name in values:
            yield from _value(below, entry, values[name])
        elif entry.required:
            yield below, f"missing required property {below!r}"


def input_failures(row: ResourceType, inputs: JsonObject) -> list[tuple[str, str]]:
    """Return, for each input that is missing or of the wrong type, its path and a sentence. Unknown values pass.

    Like the official plugin, inputs that the table does not know are left alone: they are not sent.
    """
    addressed = {name: row.properties[name] for name in row.path_parameters}
    failures = list(_members("", {**addressed, **row.body}, inputs))
    if row.name_parameter not in inputs:
        failures.append((row.name_parameter, f"missing required property {row.name_parameter!r}"))
    if "location" in row.body and "location" not in inputs:
        failures.append(("location", f"missing required property 'location': {_LOCATION_HINT}"))
    return failures
