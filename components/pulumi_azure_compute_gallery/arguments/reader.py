"""Reads arguments by their type: the names, the shape and the kinds of value, with all that is wrong in one go.

One reader serves Python (snake_case), the stack's config and the plugin (camelCase), because both spellings of a
field mean the same field.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from math import isfinite
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pulumi

from compute_gallery_rules import UNKNOWN, Finding, Severity, printable, suggestion
from pulumi_azure_compute_gallery.arguments.spelling import camel_case, snake_case
from pulumi_azure_compute_gallery.running.deferred import is_deferred, later

__all__ = ["RULE", "fields_of", "normalised", "problems", "step", "wrong_kind"]

RULE = "arguments"
"""The rule of findings on names, shapes and kinds."""

FORWARD = {"Output": pulumi.Output, "T": Any}
"""What pulumi.Input names as strings in its own definition."""

KIND_NAMES = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}
"""What a field takes, in words."""

LARGE = 10**20
"""From here on a number is no value that somebody has forgotten to quote."""

VALUE_NAMES: Mapping[type, str] = {
    Mapping: "a mapping",
    bool: "true or false",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a string",
    tuple: "a list",
    type(None): "empty",
}
"""What a value is, in words; the first that fits counts."""


@cache
def fields_of(type_: type) -> Mapping[str, Any]:
    """Return the fields of a TypedDict with the type of each, without what makes it an Input."""
    return {name: plain_type(hint) for name, hint in get_type_hints(type_, localns=FORWARD).items()}


def plain_type(hint: Any) -> Any:  # noqa: ANN401 a type as the typing module has it
    """Return the type inside Input[...]: the member of its union that is neither None nor an Output nor awaitable."""
    members = [part for part in get_args(hint) if part is not type(None) and not is_later(part)]
    return plain_type(members[0]) if members and not get_origin_container(hint) else hint


def is_later(hint: Any) -> bool:  # noqa: ANN401 as above
    """Tell whether a member of an Input's union stands for a value that comes later."""
    origin = get_origin(hint)
    return origin is pulumi.Output or getattr(origin, "__name__", "") == "Awaitable"


@cache
def get_origin_container(hint: Any) -> type | None:  # noqa: ANN401 as above
    """Return Mapping or Sequence for a generic container, None for everything else."""
    origin = get_origin(hint)
    return origin if isinstance(origin, type) and origin.__module__ == "collections.abc" else None


@cache
def element_type(hint: Any) -> Any:  # noqa: ANN401 as above
    """Return the type of a container's elements."""
    return plain_type(get_args(hint)[-1])


def normalised(value: Any, hint: Any) -> Any:  # noqa: ANN401 any value, read by its type
    """Return the value with snake_case names, without what `problems` objects to; Outputs stay where they are.

    An Output in the place of a single value stays the very same Output: two versions that name one are made from one.
    """
    is_single = not is_typeddict(hint) and not get_origin_container(hint)
    return value if is_single and is_deferred(value) else later(value, lambda known: normalised_now(known, hint))


def normalised_now(value: Any, hint: Any) -> Any:  # noqa: ANN401 as above
    """Do the same for a value whose outermost part is known."""
    if is_typeddict(hint):
        fields = fields_of(hint)
        pairs = ((snake_case(str(name)), part) for name, part in mapping(value).items() if part is not None)
        parts = {name: normalised(part, fields[name]) for name, part in pairs if name in fields}
        return {name: part for name, part in parts.items() if part is not None}
    container = get_origin_container(hint)
    if container is Mapping:
        return {str(name): normalised(part, element_type(hint)) for name, part in mapping(value).items()}
    if container:
        return [normalised(part, element_type(hint)) for part in value] if isinstance(value, list | tuple) else []
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if hint is int and isinstance(value, float) and value.is_integer() else value


def mapping(value: object) -> Mapping[Any, Any]:
    """Return the value where it is a mapping, else an empty one: `problems` has said so."""
    return value if isinstance(value, Mapping) else {}


def problems(value: object, hint: Any, path: str = "", *, camel: bool = False) -> Iterator[Finding]:  # noqa: ANN401 as above
    """Find all that is wrong with the names, shapes and kinds in a value; parts that come later are passed over."""
    if value is None or value is UNKNOWN:
        return
    container = get_origin_container(hint)
    if is_typeddict(hint) or container is Mapping:
        if isinstance(value, Mapping):
            yield from problems_of_entries(value, hint, path, camel=camel)
        else:
            yield wrong_kind(path, value, "a mapping of names to values")
    elif container:
        if isinstance(value, list | tuple):
            for index, part in enumerate(value):
                place = f"{path}[{index}]"
                yield from problems(part, element_type(hint), place, camel=camel)
                if part is None:
                    yield wrong_kind(place, part, "a value")
        else:
            yield wrong_kind(path, value, "a list")
    elif not fits(value, hint):
        yield wrong_kind(path, value, KIND_NAMES.get(hint, "a value"))
    elif isinstance(value, str):
        yield from problems_of_text(path, value)


def problems_of_text(path: str, text: str) -> Iterator[Finding]:
    """Find a text with half a character in it, which Python lets stand in a string and nothing else can send."""
    if not text.isascii() and text != text.encode("utf-8", "replace").decode("utf-8"):
        yield Finding(RULE, path, printable(text), "holds half of a character", "Unicode", None, Severity.ERROR)


def problems_of_entries(value: Mapping[Any, object], hint: Any, path: str, *, camel: bool) -> Iterator[Finding]:  # noqa: ANN401
    """Find what is wrong with the named parts of a mapping."""
    fields = fields_of(hint) if is_typeddict(hint) else None
    seen: dict[str, str] = {}
    for key, part in value.items():
        name = str(key)
        below = step(path, name)
        field = snake_case(name)
        if fields is None:
            yield from problems_of_text(below, name)
            yield from problems(part, element_type(hint), below, camel=camel)
        elif field not in fields:
            yield unknown_name(name, path, sorted(camel_case(known) if camel else known for known in fields))
        elif part is not None and (first := seen.setdefault(field, name)) != name:
            problem, allowed = f"is given beside {first}, which is the same argument", "one of the two spellings"
            yield Finding(RULE, below, printable(name), problem, allowed, None, Severity.ERROR)
        else:
            yield from problems(part, fields[field], below, camel=camel)


def unknown_name(name: str, path: str, allowed: list[str]) -> Finding:
    """Make a finding of a name that is none of the arguments'."""
    meant = suggestion(name, allowed)
    instead = f'"{meant}"' if meant else None
    problem = "is not a known argument"
    return Finding(RULE, step(path, name), printable(name), problem, ", ".join(allowed), instead, Severity.ERROR)


def step(path: str, name: str) -> str:
    """Return the path of a named part; a name may be anything, so it is shown as values are."""
    return f"{path}.{printable(name)[1:-1]}".removeprefix(".")


def wrong_kind(path: str, value: object, expected: str) -> Finding:
    """Make a finding of a value of another kind than the field takes."""
    is_number = isinstance(value, float) and isfinite(value)
    is_number = is_number or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGE)
    instead = f'"{value}"' if expected == KIND_NAMES[str] and is_number else None
    shown = printable(value if isinstance(value, str | int | float) else None)
    kind = next((words for type_, words in VALUE_NAMES.items() if isinstance(value, type_)), None)
    is_what = f"is {kind or f'of type {type(value).__name__}'}"
    return Finding(RULE, path or "arguments", shown, is_what, expected, instead, Severity.ERROR)


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 as above
    """Tell whether a scalar is of the field's kind: whole numbers may arrive as floats, dates as YAML's own type."""
    if hint is str:
        return isinstance(value, str | date)
    if hint is int:
        return (
            value.is_integer() if isinstance(value, float) else isinstance(value, int) and not isinstance(value, bool)
        )
    return not isinstance(hint, type) or isinstance(value, hint)
