"""What changed between old and new inputs, and which changes make a new resource.

Only inputs are compared, value by value, as the official plugin does: "China East 2" and "chinaeast2" differ in a
target region, and only in the `location` of a resource are they the same. Elements of a keyed list are matched by
their key, so that their order has no meaning; of other lists by position.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.resource_types import Properties, Property, ResourceType, object_properties

__all__ = ["Change", "input_changes"]

_NOTHING: Properties = {}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    path: str
    """The property's path, for instance publishingProfile.targetRegions[1].name."""
    kind: Literal["add", "delete", "update"]
    replaces: bool
    """Whether the resource must be replaced."""

    @property
    def property(self) -> str:
        """The input at the root of the path."""
        return self.path.split(".")[0].split("[")[0]


def _below(entry: Property | None) -> Properties:
    return object_properties(entry.type) if entry is not None and entry.is_object else _NOTHING


def _same_address(name: str, old: JsonValue, new: JsonValue) -> bool:
    if not (isinstance(old, str) and isinstance(new, str)):
        return False
    if name == "location":
        return old.replace(" ", "").casefold() == new.replace(" ", "").casefold()
    return name == "resourceGroupName" and old.casefold() == new.casefold()


def _equal(old: JsonValue, new: JsonValue) -> bool:
    # True == 1 in Python, and not in JSON.
    return isinstance(old, bool) is isinstance(new, bool) and old == new


def _objects(
    path: str, properties: Properties, old: JsonObject, new: JsonObject, *, replaces: bool
) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        entry = properties.get(name)
        here = f"{path}.{name}" if path else name
        anew = replaces or (entry is not None and entry.replaces)
        if name not in new:
            yield Change(here, "delete", anew)
        elif name not in old:
            yield Change(here, "add", anew)
        else:
            yield from _values(here, entry, old[name], new[name], replaces=anew)


def _values(path: str, entry: Property | None, old: JsonValue, new: JsonValue, *, replaces: bool) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _objects(path, _below(entry), old, new, replaces=replaces)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(path, entry, old, new, replaces=replaces)
    elif not _equal(old, new):
        yield Change(path, "update", replaces)


def _key(item: JsonValue, key: str) -> str | None:
    return json.dumps(item.get(key), sort_keys=True) if isinstance(item, dict) else None


def _lists(
    path: str, entry: Property | None, old: list[JsonValue], new: list[JsonValue], *, replaces: bool
) -> Iterator[Change]:
    matched: dict[int, int] = {}
    if entry is not None and entry.key is not None:
        where = {_key(item, entry.key): index for index, item in enumerate(old)}
        for index, item in enumerate(new):
            found = where.pop(_key(item, entry.key), None)
            if found is not None:
                matched[index] = found
    else:
        matched = {index: index for index in range(min(len(old), len(new)))}
    kept = set(matched.values())
    for index, item in enumerate(new):
        here = f"{path}[{index}]"
        if index in matched:
            yield from _values(here, entry, old[matched[index]], item, replaces=replaces)
        else:
            yield Change(here, "add", replaces)
    for index in range(len(old)):
        if index not in kept:
            yield Change(f"{path}[{index}]", "delete", replaces)


def input_changes(row: ResourceType, old: JsonObject, new: JsonObject) -> list[Change]:
    """Return every difference, by name of the properties.

    A change of a name in the resource's address, or of an input that the table says `replaces`, makes a new
    resource. Inputs that begin with two underscores are the plugin's own and are not compared.
    """
    addressed = {name: Property(type="string", replaces=True, wire_name=name) for name in row.path_parameters}
    ignored = {
        name
        for name in {*old, *new}
        if name.startswith("__") or (name in old and name in new and _same_address(name, old[name], new[name]))
    }
    return list(
        _objects(
            "",
            {**row.properties, **addressed},
            {name: value for name, value in old.items() if name not in ignored},
            {name: value for name, value in new.items() if name not in ignored},
            replaces=False,
        )
    )
