"""The table of resource types, read from resource_types.json, and how a Pulumi token finds its row.

A property is described in words: an optional container (`list`, `map`, `set`), the type of the value (`string`,
`boolean`,
`integer`, `number`, `any`, or an object type of the table), and any of

- `required`: must be given;
- `read-only`: only Azure sets it, so it is an output and never an input;
- `replaces`: a change makes a new resource;
- `unsent`: takes part in neither the address nor the body of a request;
- `answered`: part of the address, and an output all the same;
- `maintained`: a list of child resources that are also resources of their own: left alone unless the program
  declares it inline;
- `by KEY`: a list whose elements are told apart by KEY, so that their order has no meaning;
- `as NAME`: the name in Azure's own JSON, where it is another one.

A `set` is a list of strings for the program, and an object with empty values for Azure. Source: the classes of
pulumi-azure-native 3.29 and, for keys and replacements, Azure's published specifications of those API versions.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, cast

__all__ = [
    "Container",
    "Properties",
    "Property",
    "ResourceType",
    "UnknownResourceTypeError",
    "find_resource_type",
    "object_properties",
    "resource_types",
]

Container: TypeAlias = Literal["list", "map", "set"]

_ENVELOPE = frozenset(
    {
        "etag",
        "extendedLocation",
        "id",
        "identity",
        "kind",
        "location",
        "managedBy",
        "name",
        "placement",
        "plan",
        "sku",
        "systemData",
        "tags",
        "type",
        "zones",
    }
)
_TOKEN = re.compile(r"azure-native:(?P<module>\w+)(?:/v(?P<version>\d{8}\w*))?:(?P<name>\w+)", re.ASCII)
_PARAMETER = re.compile(r"{(\w+)}")
_PRIMITIVES = frozenset({"string", "boolean", "integer", "number", "any"})
_SUBSCRIPTION = "subscriptionId"


class UnknownResourceTypeError(Exception):
    """A token that the table does not hold. Its text is for the user."""

    def __init__(self, token: str) -> None:
        known = ", ".join(sorted(row.token for row in resource_types().values()))
        super().__init__(f"the local stack's stand-in plugin does not know the type {token!r}; it knows {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What the table says of one property."""

    type: str
    """A primitive type, or the name of an object type of the table."""
    container: Container | None = None
    required: bool = False
    read_only: bool = False
    replaces: bool = False
    unsent: bool = False
    answered: bool = False
    maintained: bool = False
    key: str | None = None
    wire_name: str
    """The name in Azure's JSON."""

    @property
    def is_object(self) -> bool:
        """Whether the value, or each element, is an object of a type that the table holds."""
        return self.type not in _PRIMITIVES


Properties: TypeAlias = Mapping[str, Property]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceType:
    """One row of the table."""

    module: str
    name: str
    path: str
    """The address, with a parameter in braces for each name."""
    api_version: str
    naming: Literal["copy", "random", "uuid"]
    """How a missing name is made: the logical name, the logical name with random digits, or a random UUID."""
    properties: Properties
    envelope: frozenset[str]
    """The properties that stand beside `properties` in Azure's JSON."""
    flattened: Mapping[str, frozenset[str]]
    """Lists, by dotted path, whose elements nest in Azure's JSON all but these members under a `properties` of
    their own. A list within the elements of another stands after it."""
    replicates: bool
    """Whether the resource is copied to several regions, so that progress can be shown."""

    @property
    def token(self) -> str:
        """The Pulumi token without a version, for instance azure-native:compute:Gallery."""
        return f"azure-native:{self.module}:{self.name}"

    @property
    def path_parameters(self) -> tuple[str, ...]:
        """The inputs that make up the address, in order, without the subscription."""
        return tuple(name for name in _PARAMETER.findall(self.path) if name != _SUBSCRIPTION)

    @property
    def name_parameter(self) -> str:
        """The input that names the resource itself."""
        return self.path_parameters[-1]

    @property
    def body(self) -> Properties:
        """The inputs that go into the body of a request."""
        addressed = set(self.path_parameters)
        return {
            name: entry
            for name, entry in self.properties.items()
            if name not in addressed and not entry.read_only and not entry.unsent
        }

    @property
    def response(self) -> Properties:
        """The outputs: what Azure's answer can hold."""
        addressed = set(self.path_parameters)
        return {
            name: entry
            for name, entry in self.properties.items()
            if entry.answered or (name not in addressed and not entry.unsent)
        }


def _property(name: str, description: str) -> Property:
    words = description.split()
    container = cast("Container", words.pop(0)) if words[0] in {"list", "map", "set"} else None
    kind = words.pop(0)
    options: dict[str, str] = {}
    while words:
        word = words.pop(0)
        options[word] = words.pop(0) if word in {"by", "as"} else word
    return Property(
        type=kind,
        container=container,
        required="required" in options,
        read_only="read-only" in options,
        replaces="replaces" in options,
        unsent="unsent" in options,
        answered="answered" in options,
        maintained="maintained" in options,
        key=options.get("by"),
        wire_name=options.get("as", name),
    )


def _properties(descriptions: Mapping[str, str]) -> Properties:
    return {name: _property(name, description) for name, description in descriptions.items()}


@cache
def _tables() -> tuple[Mapping[str, Properties], Mapping[str, ResourceType]]:
    data = json.loads(files("compute_gallery_emulator.provider").joinpath("resource_types.json").read_text("utf-8"))
    objects = {name: _properties(descriptions) for name, descriptions in data["types"].items()}
    rows = {}
    for key, row in data["resources"].items():
        module, name = key.split(":")
        rows[key.casefold()] = ResourceType(
            module=module,
            name=name,
            path=row["path"],
            api_version=row["apiVersion"],
            naming=row["naming"],
            properties=_properties(row["properties"]),
            envelope=_ENVELOPE.union(row.get("envelope", ())),
            flattened={path: frozenset(kept) for path, kept in row.get("flattened", {}).items()},
            replicates=row.get("replicates", False),
        )
    return objects, rows


def resource_types() -> Mapping[str, ResourceType]:
    """Return every row, by `module:name` in lower case."""
    return _tables()[1]


def object_properties(name: str) -> Properties:
    """Return the properties of an object type of the table."""
    return _tables()[0][name]


def find_resource_type(token: str) -> ResourceType:
    """Return the row of a Pulumi token, with the API version that a versioned token names (compute/v20240303:Gallery).

    Raises `UnknownResourceTypeError`.
    """
    match = _TOKEN.fullmatch(token)
    row = resource_types().get(f"{match['module']}:{match['name']}".casefold()) if match else None
    if match is None or row is None:
        raise UnknownResourceTypeError(token)
    version = match["version"]
    if version is None:
        return row
    suffix = f"-{version[8:]}" if version[8:] else ""
    api_version = f"{version[:4]}-{version[4:6]}-{version[6:8]}{suffix}"
    return replace(row, api_version=api_version)
