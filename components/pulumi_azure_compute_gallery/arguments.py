"""Reads arguments by their type: the names, the shape and the kinds of value, with all that is wrong in one go.

One reader serves Python (snake_case), the stack's config and the plugin (camelCase), because both spellings of a
field mean the same field.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pulumi
from compute_gallery_rules import UNKNOWN, Finding, Severity, suggestion

from pulumi_azure_compute_gallery.deferred import later, without_deferred
from pulumi_azure_compute_gallery.spelling import camel_case, snake_case

__all__ = ["fields_of", "known_part", "normalised", "problems"]

RULE = "arguments"
FORWARD = {"Output": pulumi.Output, "T": Any}
"""What pulumi.Input names as strings in its own definition."""

KIND_NAMES = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}


@cache
def fields_of(type_: type) -> Mapping[str, Any]:
    """The fields of a TypedDict with the type of each, without what makes it an Input."""
    return {name: plain_type(hint) for name, hint in get_type_hints(type_, localns=FORWARD).items()}


def plain_type(hint: Any) -> Any:  # noqa: ANN401 a type as the typing module has it
    """The type inside Input[...]: the one member of its union that is neither None, nor an Output, nor awaitable."""
    members = [part for part in get_args(hint) if part is not type(None) and not is_later(part)]
    return plain_type(members[0]) if members and not get_origin_container(hint) else hint


def is_later(hint: Any) -> bool:  # noqa: ANN401 as above
    """Whether a member of an Input's union stands for a value that comes later."""
    origin = get_origin(hint)
    return origin is pulumi.Output or getattr(origin, "__name__", "") == "Awaitable"


def get_origin_container(hint: Any) -> type | None:  # noqa: ANN401 as above
    """Mapping or Sequence for a generic container, None for everything else."""
    origin = get_origin(hint)
    return origin if isinstance(origin, type) and origin.__module__ == "collections.abc" else None


def element_type(hint: Any) -> Any:  # noqa: ANN401 as above
    """The type of a container's elements."""
    return plain_type(get_args(hint)[-1])


def normalised(value: Any, hint: Any) -> Any:  # noqa: ANN401 any value, read by its type
    """The value with snake_case names, without what `problems` objects to; Outputs stay where they are."""
    return later(value, lambda known: normalised_now(known, hint))


def normalised_now(value: Any, hint: Any) -> Any:  # noqa: ANN401 as above
    """The same for a value whose outermost part is known."""
    if is_typeddict(hint):
        fields = fields_of(hint)
        pairs = ((snake_case(str(name)), part) for name, part in mapping(value).items())
        parts = {name: normalised(part, fields[name]) for name, part in pairs if name in fields}
        return {name: part for name, part in parts.items() if part is not None}
    container = get_origin_container(hint)
    if container is Mapping:
        return {str(name): normalised(part, element_type(hint)) for name, part in mapping(value).items()}
    if container:
        return [normalised(part, element_type(hint)) for part in value] if isinstance(value, list | tuple) else []
    if isinstance(value, date):
        return value.isoformat()
    if hint is int and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def mapping(value: object) -> Mapping[Any, Any]:
    """The value where it is a mapping, else an empty one: `problems` has said so."""
    return value if isinstance(value, Mapping) else {}


def known_part(value: object) -> Any:  # noqa: ANN401 any value
    """The value with UNKNOWN for every part that comes later."""
    return without_deferred(value)


def problems(value: object, hint: Any, path: str = "", *, camel: bool = False) -> Iterator[Finding]:  # noqa: ANN401 as above
    """All that is wrong with the names, shapes and kinds in a value; parts that come later are passed over."""
    if value is None or value is UNKNOWN:
        return
    container = get_origin_container(hint)
    if is_typeddict(hint) or container is Mapping:
        if not isinstance(value, Mapping):
            yield wrong_kind(path, value, "a mapping of names to values")
            return
        for name, part in value.items():
            yield from problems_of_entry(str(name), part, hint, path, camel=camel)
    elif container:
        if not isinstance(value, list | tuple):
            yield wrong_kind(path, value, "a list")
            return
        for index, part in enumerate(value):
            yield from problems(part, element_type(hint), f"{path}[{index}]", camel=camel)
    elif not fits(value, hint):
        yield wrong_kind(path, value, KIND_NAMES.get(hint, "a value"))


def problems_of_entry(name: str, part: object, hint: Any, path: str, *, camel: bool) -> Iterator[Finding]:  # noqa: ANN401
    """What is wrong with one named part of a mapping."""
    below = f"{path}.{name}" if path else name
    if not is_typeddict(hint):
        yield from problems(part, element_type(hint), below, camel=camel)
        return
    fields = fields_of(hint)
    if snake_case(name) in fields:
        yield from problems(part, fields[snake_case(name)], below, camel=camel)
        return
    allowed = sorted(camel_case(field) if camel else field for field in fields)
    meant = suggestion(name, allowed)
    yield Finding(
        rule=RULE,
        field=below,
        value=f'"{name}"',
        problem="is not a known argument",
        allowed=", ".join(allowed),
        instead=f'"{meant}"' if meant else None,
        severity=Severity.ERROR,
    )


def wrong_kind(path: str, value: object, expected: str) -> Finding:
    """A value of another kind than the field takes."""
    instead = f'"{value}"' if expected == KIND_NAMES[str] and isinstance(value, int | float) else None
    kind = "null" if value is None else type(value).__name__
    return Finding(RULE, path, printable_kind(value), f"is {kind_name(kind)}", expected, instead, Severity.ERROR)


def kind_name(kind: str) -> str:
    """A Python type's name in words."""
    words = {"str": "a string", "int": "a number", "float": "a number", "bool": "true or false", "dict": "a mapping"}
    return words.get(kind, "a list" if kind in {"list", "tuple"} else f"of type {kind}")


def printable_kind(value: object) -> str:
    """A short form of a value of the wrong kind; strings are not shown whole, since they may hold a secret."""
    text = repr(value)
    return text if isinstance(value, int | float) or len(text) <= 40 else f"{text[:37]}..."


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 as above
    """Whether a scalar is of the field's kind: whole numbers may arrive as floats, dates as YAML's own type."""
    if hint is str:
        return isinstance(value, str | date)
    if hint is int:
        return not isinstance(value, bool) and isinstance(value, int | float) and value == int(value)
    return not isinstance(hint, type) or isinstance(value, hint)
