"""JSON as the emulator handles it.

The types, strict parsing of a request body, and reads that never fail on an odd shape.
"""

import json
import math
from typing import TypeAlias

from compute_gallery_emulator.arm_error import ArmError

__all__ = [
    "JsonObject",
    "JsonValue",
    "dump_json",
    "list_at",
    "merged",
    "object_at",
    "parse_body",
    "text_at",
    "value_at",
]

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]


_DEEPEST = 64
"""Levels of objects and arrays in a body. Whatever walks through it afterwards stays within the interpreter's stack."""


def _refuse_constant(name: str) -> JsonValue:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"the number {text[:40]} is too large")
    return number


def parse_body(content: bytes) -> JsonObject:
    """Return the request body as an object.

    Raises `ArmError` (400 InvalidRequestContent) for anything that is not one JSON object in UTF-8: text that does not
    parse, NaN and Infinity, numbers too large, nesting of more than 64 levels.
    """
    try:
        value: JsonValue = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_finite)
        _judge_depth(value)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        message = f"The request content was invalid and could not be deserialized: '{reason}'."
        raise ArmError(400, "InvalidRequestContent", message) from None
    if not isinstance(value, dict):
        message = f"The request content was invalid: a JSON object was expected, but it is {_json_type(value)}."
        raise ArmError(400, "InvalidRequestContent", message)
    return value


def _judge_depth(value: JsonValue) -> None:
    level = [value]
    for _ in range(_DEEPEST + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise RecursionError


def _inside(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return [*value.values()]
    return value if isinstance(value, list) else []


def _json_type(value: JsonValue) -> str:
    names: dict[type, str] = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array"}
    return names.get(type(value), "null")


def dump_json(value: JsonValue) -> str:
    """Return compact JSON in ASCII, so that a lone surrogate in a string cannot break the answer or the data file."""
    return json.dumps(value, separators=(",", ":"))


def value_at(value: JsonValue, *path: str) -> JsonValue:
    """Return the value under nested members, or None where one of them is missing or not an object."""
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def object_at(value: JsonValue, *path: str) -> JsonObject:
    """Return the object under nested members, or an empty one."""
    found = value_at(value, *path)
    return found if isinstance(found, dict) else {}


def list_at(value: JsonValue, *path: str) -> list[JsonObject]:
    """Return the objects in the array under nested members, or an empty list."""
    found = value_at(value, *path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def text_at(value: JsonValue, *path: str) -> str | None:
    """Return the string under nested members, or None."""
    found = value_at(value, *path)
    return found if isinstance(found, str) else None


def merged(target: JsonObject, patch: JsonObject) -> JsonObject:
    """Return `target` changed by `patch`.

    Objects are merged, other values replaced, null removes (JSON Merge Patch).
    """
    result = dict(target)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
            continue
        before = result.get(name)
        result[name] = merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return result
