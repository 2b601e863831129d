"""The shapes of request bodies, as data, and one reader that checks a value and gives it its canonical form.

Azure's Compute service refuses unknown members and values of another type, ignores read-only members that a client
sends back, compares names of members without case, and answers enumerations in its own casing: so does `read`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from compute_gallery_emulator.arm_error import bad_request, invalid_parameter, missing_parameter
from compute_gallery_emulator.json_values import JsonObject, JsonValue, dump_json

__all__ = [
    "Anything",
    "Array",
    "Boolean",
    "Choice",
    "Dictionary",
    "Integer",
    "Kind",
    "Object",
    "Text",
    "Timestamp",
    "parse_timestamp",
    "read",
]

_INT32 = 2**31
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value, kept as it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string of at most `longest` characters."""

    longest: int = 32_768


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few strings, in any casing; answered as written here."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boolean:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Integer:
    """A 32-bit whole number within bounds, both included."""

    minimum: int = -_INT32
    maximum: int = _INT32 - 1


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A date or a moment in ISO 8601; without an offset it is UTC. Answered like 2026-12-31T12:59:59+00:00."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """An object with any names and strings as values."""


@dataclass(frozen=True, slots=True)
class Array:
    """An array whose items all have one shape."""

    item: "Kind"


@dataclass(frozen=True, slots=True)
class Object:
    """An object with known members. The order of `fields` is the order of the answer.

    `read_only` members are dropped.
    """

    fields: "Mapping[str, Kind]"
    required: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    by_lower_name: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the names of members, which Azure compares without case."""
        names = {name.lower(): name for name in (*self.fields, *self.read_only)}
        object.__setattr__(self, "by_lower_name", names)


Kind: TypeAlias = Anything | Text | Choice | Boolean | Integer | Timestamp | Dictionary | Array | Object

_DOTNET_TYPES: dict[type, str] = {
    Text: "System.String",
    Choice: "System.String",
    Boolean: "System.Boolean",
    Integer: "System.Int32",
    Timestamp: "System.DateTimeOffset",
    Dictionary: "System.Collections.Generic.IDictionary`2[System.String,System.String]",
    Array: "System.Collections.Generic.IList`1[System.Object]",
    Object: "System.Object",
}


def read(kind: Kind, value: JsonValue, root: str, path: str = "properties") -> JsonValue:
    """Return `value` in its canonical form. `root` is Azure's name of the body's parameter, for instance galleryImage.

    Raises `ArmError` (400) for an unknown member, a value of another type, one that is not among the allowed ones or
    out of range, and a required member that is missing.
    """
    match kind, value:
        case Object(), dict():
            return _read_object(kind, value, root, path)
        case Array(item), list():
            return [
                read(item, entry, root, f"{path}[{index}]") for index, entry in enumerate(value) if entry is not None
            ]
        case Dictionary(), dict() if all(isinstance(entry, str | None) for entry in value.values()):
            return {name: entry for name, entry in value.items() if entry is not None}
        case Timestamp(), str():
            return parse_timestamp(value, f"{root}.{path}").isoformat()
        case (Text() | Choice() | Integer(), _) if not isinstance(value, bool):
            return _read_scalar(kind, value, root, path)
        case (Boolean(), bool()) | (Anything(), _):
            return value
    raise _wrong_type(kind, value, root, path)


def _read_scalar(kind: Text | Choice | Integer, value: JsonValue, root: str, path: str) -> JsonValue:
    target = f"{root}.{_without_indexes(path)}"
    match kind, value:
        case Text(longest), str():
            if len(value) > longest:
                message = (
                    f"The value of parameter {target} is {len(value)} characters long; at most {longest} are allowed."
                )
                raise invalid_parameter(target, message)
            return value
        case Choice(values), str():
            for allowed in values:
                if allowed.lower() == value.lower():
                    return allowed
            message = (
                f"The value '{_shown(value)}' of parameter '{target}' is invalid. Allowed values are: "
                f"{', '.join(values)}."
            )
            raise invalid_parameter(target, message)
        case Integer(minimum, maximum), int() if -_INT32 <= value < _INT32:
            if not minimum <= value <= maximum:
                message = (
                    f"The value {value} of parameter {target} is out of range. The value must be between {minimum} "
                    f"and {maximum}, inclusive."
                )
                raise invalid_parameter(target, message)
            return value
    raise _wrong_type(kind, value, root, path)


def _read_object(kind: Object, value: JsonObject, root: str, path: str) -> JsonObject:
    given: JsonObject = {}
    for name, member in value.items():
        canonical = kind.by_lower_name.get(name.lower())
        if canonical is None:
            type_name = path.rsplit(".", 1)[-1].split("[", 1)[0]
            message = (
                f"Could not find member '{_shown(name)}' on object of type '{type_name}'. Path '{path}.{_shown(name)}'."
            )
            raise bad_request(f"{root}.{_without_indexes(path)}", message)
        if canonical not in kind.read_only and member is not None:
            given[canonical] = member
    for name in kind.required:
        if name not in given:
            raise missing_parameter(f"{root}.{_without_indexes(path)}.{name}")
    return {
        name: read(inner, given[name], root, f"{path}.{name}") for name, inner in kind.fields.items() if name in given
    }


def parse_timestamp(text: str, target: str) -> datetime:
    """Return the moment that a date or timestamp names; raises `ArmError` where it is not one."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = datetime.fromisoformat(f"{moment.isoformat()}+00:00")
        moment.timestamp()
    except (ValueError, OverflowError):
        path = target.split(".", 1)[-1]
        raise bad_request(
            target, f"Could not convert string to DateTimeOffset: {_shown(text)}. Path '{path}'."
        ) from None
    return moment


def _wrong_type(kind: Kind, value: JsonValue, root: str, path: str) -> Exception:
    shown = _shown(dump_json(value))
    message = f"Error converting value {shown} to type '{_DOTNET_TYPES[type(kind)]}'. Path '{path}'."
    return bad_request(f"{root}.{_without_indexes(path)}", message)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _without_indexes(path: str) -> str:
    return ".".join(part.split("[", 1)[0] for part in path.split("."))
