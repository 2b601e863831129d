"""From the guarded inputs that a policy is given to plain ones, with `UNKNOWN` where a preview cannot know a value."""

from collections.abc import Mapping, Sequence
from typing import Final

from pulumi_policy.proxy import (
    UNKNOWN_ARCHIVE_VALUE,
    UNKNOWN_ARRAY_VALUE,
    UNKNOWN_ASSET_VALUE,
    UNKNOWN_BOOLEAN_VALUE,
    UNKNOWN_NUMBER_VALUE,
    UNKNOWN_OBJECT_VALUE,
    UNKNOWN_STRING_VALUE,
    UnknownValueError,
)

from compute_gallery_rules import UNKNOWN

__all__ = ["PLACEHOLDERS", "plain"]

PLACEHOLDERS: Final = frozenset(
    (
        UNKNOWN_ARCHIVE_VALUE,
        UNKNOWN_ARRAY_VALUE,
        UNKNOWN_ASSET_VALUE,
        UNKNOWN_BOOLEAN_VALUE,
        UNKNOWN_NUMBER_VALUE,
        UNKNOWN_OBJECT_VALUE,
        UNKNOWN_STRING_VALUE,
    )
)
"""What the engine sends in place of a value that is not known yet. A remediation meets them as ordinary texts."""


def plain(props: Mapping[str, object]) -> dict[str, object]:
    """Copy inputs or outputs into dicts and lists, so that a check can look at one field and leave the others.

    The guards of `pulumi_policy` raise on every look at an unknown value, even through `in`, and let it pass as a text
    in a slice and in a remediation.
    """
    return {name: _entry(props, name) for name in props}


def _entry(container: Mapping[str, object] | Sequence[object], key: str | int) -> object:
    try:
        value = container[key]  # type: ignore[index] # a name for a mapping, an index for a sequence
    except UnknownValueError:
        return UNKNOWN
    return _plain(value)


def _plain(value: object) -> object:
    match value:
        case str():
            return UNKNOWN if value in PLACEHOLDERS else value
        case Mapping():
            return {name: _entry(value, name) for name in value}
        case bytes():
            return value
        case Sequence():
            return [_entry(value, index) for index in range(len(value))]
        case _:
            return value
