"""Property values as the engine sends them, and as the rest of the plugin handles them.

On the wire a value is a protobuf struct, in which a secret, an output and an unknown value are marked. Here it is
plain JSON:
`decode` takes the marks of secrets off and `encode` sets them again, wherever `SecretMarks` says so. An unknown
value stays the marker string that the engine uses, so that it passes through untouched.
"""

import math
from collections.abc import Mapping
from typing import TypeAlias

from google.protobuf import struct_pb2

from compute_gallery_emulator.json_values import JsonObject, JsonValue

__all__ = [
    "NO_MARKS",
    "UNKNOWN",
    "UNKNOWN_MARKERS",
    "InvalidValueError",
    "SecretMarks",
    "decode",
    "encode",
    "is_unknown",
    "marks_like",
    "secret_marks",
]

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""The engine's marker of a string that is not known before the update."""
UNKNOWN_MARKERS = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # a boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        UNKNOWN,
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # an object
    }
)
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the public marker of a secret, not one
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_LARGEST_EXACT = 2**53

SecretMarks: TypeAlias = "bool | Mapping[str, SecretMarks]"
"""True where the whole value is secret, else the marks below each member. A list with a secret in it is secret as a
whole,
because Azure may give its elements back in another order."""
NO_MARKS: Mapping[str, SecretMarks] = {}
"""Nothing is secret."""


class InvalidValueError(Exception):
    """A value that JSON cannot hold. Its text names the property, for the user."""


def is_unknown(value: JsonValue) -> bool:
    """Tell whether the value is one of the engine's markers of an unknown value."""
    return isinstance(value, str) and value in UNKNOWN_MARKERS


def _unwrapped(fields: Mapping[str, struct_pb2.Value]) -> tuple[str | None, struct_pb2.Value]:
    signature = fields[_SIGNATURE].string_value if _SIGNATURE in fields else None
    inner = fields["value"] if "value" in fields else struct_pb2.Value(string_value=UNKNOWN)
    return signature, inner


def _decode_value(value: struct_pb2.Value, path: str) -> JsonValue:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        fields = value.struct_value.fields
        signature, inner = _unwrapped(fields)
        if signature in {_SECRET, _OUTPUT}:
            return _decode_value(inner, path)
        if signature is not None:
            raise InvalidValueError(f"{path}: assets, archives and resource references are not allowed here")
        return _decode_fields(fields, path)
    if kind == "list_value":
        return [_decode_value(item, f"{path}[{index}]") for index, item in enumerate(value.list_value.values)]
    if kind == "number_value":
        number = value.number_value
        if not math.isfinite(number):
            raise InvalidValueError(f"{path}: {number} is not allowed: a number must be finite")
        return int(number) if number.is_integer() and abs(number) < _LARGEST_EXACT else number
    if kind == "string_value":
        return value.string_value
    return value.bool_value if kind == "bool_value" else None


def _decode_fields(fields: Mapping[str, struct_pb2.Value], path: str) -> JsonObject:
    decoded = {name: _decode_value(item, f"{path}.{name}" if path else name) for name, item in fields.items()}
    return {name: item for name, item in decoded.items() if item is not None}


def decode(struct: struct_pb2.Struct) -> JsonObject:
    """Return plain JSON.

    It is without marks of secrets and outputs, without members that are null, whole numbers as
    integers.

    Raises `InvalidValueError` for a number that is not finite, an asset, an archive or a resource reference.
    """
    return _decode_fields(struct.fields, "")


def _value_marks(value: struct_pb2.Value) -> SecretMarks:
    if value.HasField("struct_value"):
        fields = value.struct_value.fields
        signature, inner = _unwrapped(fields)
        if signature == _SECRET:
            return True
        if signature == _OUTPUT:
            return fields["secret"].bool_value or _value_marks(inner) if "secret" in fields else _value_marks(inner)
        return {name: marks for name, item in fields.items() if (marks := _value_marks(item))}
    if value.HasField("list_value"):
        return any(_value_marks(item) for item in value.list_value.values)
    return False


def secret_marks(struct: struct_pb2.Struct) -> SecretMarks:
    """Return which of the values are secret."""
    return {name: marks for name, item in struct.fields.items() if (marks := _value_marks(item))}


def marks_like(*many: SecretMarks) -> SecretMarks:
    """Return the union of marks: secret is what is secret in any of them."""
    if any(marks is True for marks in many):
        return True
    mappings = [marks for marks in many if isinstance(marks, Mapping)]
    names = {name for marks in mappings for name in marks}
    return {name: marks_like(*(marks[name] for marks in mappings if name in marks)) for name in sorted(names)}


def _encode_value(value: JsonValue, marks: SecretMarks) -> struct_pb2.Value:
    hides_below = isinstance(marks, Mapping) and bool(marks) and not isinstance(value, dict)
    if marks is True or hides_below:
        fields = {_SIGNATURE: struct_pb2.Value(string_value=_SECRET), "value": _encode_value(value, NO_MARKS)}
        return struct_pb2.Value(struct_value=struct_pb2.Struct(fields=fields))
    match value:
        case None:
            encoded = struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)
        case bool():
            encoded = struct_pb2.Value(bool_value=value)
        case str():
            encoded = struct_pb2.Value(string_value=value)
        case dict():
            encoded = struct_pb2.Value(struct_value=encode(value, marks))
        case list():
            items = [_encode_value(item, NO_MARKS) for item in value]
            encoded = struct_pb2.Value(list_value=struct_pb2.ListValue(values=items))
        case _:
            encoded = struct_pb2.Value(number_value=value)
    return encoded


def encode(values: JsonObject, marks: SecretMarks = NO_MARKS) -> struct_pb2.Struct:
    """Return the protobuf struct, with the marks of secrets set; members that are null are left out."""
    below = marks if isinstance(marks, Mapping) else NO_MARKS
    fields = {name: _encode_value(item, below.get(name, False)) for name, item in values.items() if item is not None}
    return struct_pb2.Struct(fields=fields)
