"""Nested declarations: what they take from the component around them, and what may stand in their place."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from compute_gallery_rules import UNKNOWN, Finding, Severity, carries_token, without_secret
from pulumi_azure_compute_gallery.arguments.reader import RULE
from pulumi_azure_compute_gallery.arguments.spelling import snake_case

__all__ = [
    "INHERITED_BY_DEFINITIONS",
    "INHERITED_BY_VERSIONS",
    "NestedArgs",
    "known_too_late",
    "nested",
    "owned",
    "problems_of_nesting",
    "without_nested",
]


INHERITED_BY_DEFINITIONS = ("gallery_name", "location", "protection", "resource_group_name", "source_tenants")
"""What nested definitions take from their gallery."""

INHERITED_BY_VERSIONS = (
    "gallery_name",
    "image_definition_name",
    "location",
    "protection",
    "resource_group_name",
    "source_tenants",
)
"""What nested versions take from their definition."""


KNOWN_AT_ONCE = "a mapping that the program knows; single values in it may be Outputs"
"""What may stand where the declared components depend on it."""


class NestedArgs(dict[str, Any]):
    """The arguments of a nested component, together with what it takes from around it."""

    inherited: frozenset[str] = frozenset()
    """Arguments that are not its own: what is wrong with them is told at the component around it."""
    decided: Mapping[str, Any] = MappingProxyType({})
    """What the component around it decides for it, under names that are no arguments of its own: its rings."""
    within: Any = None
    """The name of the definition that a version is in, as that resource's own; None where that is refused."""


def nested(
    declared: object,
    around: Mapping[str, Any],
    inheritable: Iterable[str],
    key_field: str,
    decided: Mapping[str, Any] = NestedArgs.decided,
) -> Iterator[tuple[str, NestedArgs]]:
    """Yield each nested declaration with its key, which is its name too where it has none.

    Where it has no value of its own for an inheritable argument, it takes the one around it. `problems` has told of
    what is no declaration at all.
    """
    for key, own in declared.items() if isinstance(declared, Mapping) else ():
        if own is not None and not isinstance(own, Mapping):
            continue
        given = {str(name): part for name, part in (own or {}).items() if part is not None}
        missing = frozenset(inheritable) - {snake_case(name) for name in given}
        # An empty mapping is what is left of one that was all wrong, which is told where it was written.
        taken = {field: around[field] for field in sorted(missing) if field in around and around[field] != {}}
        args = NestedArgs({**taken, key_field: str(key), **given})
        args.inherited = missing
        args.decided = decided
        yield public_name(str(key)), args


def owned(inputs: Mapping[str, Any], args: object) -> dict[str, Any]:
    """Return the azure-native inputs of a version, which names its definition as that resource does itself.

    When Pulumi replaces a definition, it then deletes first what is in it: Azure deletes none that has versions.
    """
    name = args.within if isinstance(args, NestedArgs) else None
    return {**inputs} if name is None else {**inputs, "galleryImageName": name}


def public_name(key: str) -> str:
    """Return what names a nested component: a key without a token in it, which would stand in the state in clear.

    What a terminal would carry out, and half a character, which cannot be sent, are written out. As a resource's name
    in Azure such a key is refused.
    """
    public = without_secret(key) if carries_token(key) else key
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in public)


def without_nested(args: Mapping[str, Any], field: str | None) -> dict[str, Any]:
    """Return arguments in which each nested declaration is empty: it is judged as a component of its own."""
    if field is None or not isinstance(args.get(field), Mapping):
        return dict(args)
    emptied = {key: {} if isinstance(own, Mapping) else own for key, own in args[field].items()}
    return {**args, field: emptied}


def problems_of_nesting(args: Mapping[str, Any], field: str | None) -> Iterator[Finding]:
    """Find nested declarations that are known later only: which components there are must be known at once."""
    declared = args.get(field) if field else None
    entries = declared.items() if isinstance(declared, Mapping) else ()
    unknown = [f"{field}.{key}" for key, own in entries if own is UNKNOWN]
    yield from map(known_too_late, [str(field)] if declared is UNKNOWN else unknown)


def known_too_late(place: str, allowed: str = KNOWN_AT_ONCE) -> Finding:
    """Make a finding of a value that must be known when the component is declared."""
    problem = "is an Output or a secret as a whole"
    return Finding(RULE, place, "its value", problem, allowed, None, Severity.ERROR)
