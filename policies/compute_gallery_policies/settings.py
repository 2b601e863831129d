"""A rule's settings: what they may be, and what they are where nobody says otherwise."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from compute_gallery_rules import printable

__all__ = ["Schema", "arguments", "described", "key_shown", "problems", "with_defaults"]

Schema = Mapping[str, Mapping[str, object]]
"""The settings of a rule by their camelCase names, each as JSON Schema with `type`, `default` and `description`.

Understood are `type` (string, integer, boolean, array, object), `enum`, `pattern`, `minimum`, `maximum`, `items` and
`additionalProperties` as a schema.
"""

KINDS: Final[Mapping[str, tuple[str, type | tuple[type, ...]]]] = {
    "string": ("a text", str),
    "integer": ("a whole number", (int, float)),
    "boolean": ("true or false", bool),
    "array": ("a list", (list, tuple)),
    "object": ("a mapping", Mapping),
}
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def with_defaults(schema: Schema, chosen: Mapping[str, object]) -> Schema:
    """Return the schema with other defaults. Raises KeyError for a setting that is not in it."""
    chosen_settings = {name: {**schema[name], "default": value} for name, value in chosen.items()}
    return {**schema, **chosen_settings}


def arguments(schema: Schema, config: Mapping[str, object]) -> dict[str, object]:
    """Return the settings as keyword arguments in snake_case: what the config says, else the defaults.

    Whole numbers arrive from the engine as floats and leave as ints. What is not in the schema is left out.
    """
    given = {name: config[name] if name in config else setting["default"] for name, setting in schema.items()}
    return {HUMP.sub("_", name).lower(): _whole(value) for name, value in given.items()}


def problems(schema: Schema, config: Mapping[str, object]) -> Iterator[str]:
    """Say what is wrong with a config: clauses that begin with the setting's name and say what is allowed."""
    for name, value in config.items():
        if name not in schema:
            allowed = ", ".join(schema) or "none, it has no settings"
            yield f"{key_shown(name)} is no setting of this rule. Allowed: {allowed}"
        else:
            yield from _misfits(schema[name], value, name)


def key_shown(key: object) -> str:
    """Return a key as a message shows it: on one line, and short."""
    return printable(str(key))[1:-1]


def described(setting: Mapping[str, object]) -> str:
    """Say in words what a setting may be."""
    listed = setting.get("enum")
    if isinstance(listed, list | tuple):
        return "one of " + ", ".join(str(each) for each in listed)
    shown = KINDS[str(setting["type"])][0]
    if "minimum" in setting:
        shown += f" from {setting['minimum']}"
    if "maximum" in setting:
        shown += f" to {setting['maximum']}"
    if "pattern" in setting:
        shown += f" like {setting['pattern']}"
    for key, of in (("items", "each"), ("additionalProperties", "to")):
        inner = setting.get(key)
        if isinstance(inner, Mapping):
            shown += f" ({of} {described(inner)})"
    return shown


def _misfits(setting: Mapping[str, object], value: object, path: str) -> Iterator[str]:
    kind = str(setting["type"])
    if not isinstance(value, KINDS[kind][1]) or (kind == "integer" and not _is_whole(value)):
        yield f"{path} is not {described(setting)}"
        return
    listed = setting.get("enum")
    if (
        (isinstance(listed, list | tuple) and value not in listed)
        or ("minimum" in setting and value < setting["minimum"])  # type: ignore[operator] # a number, by its type
        or ("maximum" in setting and value > setting["maximum"])  # type: ignore[operator] # a number, by its type
        or ("pattern" in setting and not re.search(str(setting["pattern"]), str(value)))
    ):
        yield f"{path} is not {described(setting)}"
    items, values = setting.get("items"), setting.get("additionalProperties")
    if isinstance(value, list | tuple) and isinstance(items, Mapping):
        for index, item in enumerate(value):
            yield from _misfits(items, item, f"{path}[{index}]")
    if isinstance(value, Mapping) and isinstance(values, Mapping):
        for name, inner in value.items():
            yield from _misfits(values, inner, f"{path}.{key_shown(name)}")


def _is_whole(value: object) -> bool:
    return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))


def _whole(value: object) -> object:
    match value:
        case bool() | str():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case Mapping():
            return {name: _whole(inner) for name, inner in value.items()}
        case list() | tuple():
            return tuple(_whole(inner) for inner in value)
        case _:
            return value
