"""Fields that Azure gives back under the names that the stack's config has for them."""

from collections.abc import Mapping, Sequence
from typing import Any

from compute_gallery_rules import EndOfLifeError, canonical_end_of_life, carries_token, without_secret

__all__ = ["end_of_life", "given", "mapping", "sequence", "taken", "without_empty"]

MIDNIGHT = "T00:00:00+00:00"


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> Sequence[Any]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list | tuple) else ()


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value, an empty one included where it says something: false and 0 do."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", {}, [])}


def taken(
    properties: Mapping[str, Any], names: Sequence[str], defaults: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the named fields that Azure gave, without those that have their default."""
    usual = defaults or {}
    fields = {name: without_empty(properties.get(name)) for name in names}
    return given({name: value for name, value in fields.items() if value != usual.get(name)})


def without_empty(value: Any) -> Any:  # noqa: ANN401 what Azure sends
    """Return a value without empty parts: Azure adds some of its own, such as an empty securityProfile.

    A text in it loses a SAS token, which must not stand in a file.
    """
    if isinstance(value, Mapping):
        parts = {str(name): without_empty(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part is not None} or None
    if isinstance(value, list | tuple):
        return [kept for part in value if (kept := without_empty(part)) is not None] or None
    return without_secret(value) if isinstance(value, str) and carries_token(value) else value


def end_of_life(properties: Mapping[str, Any]) -> str | None:
    """Return an end of life as a person writes it: a date, where it is midnight."""
    value = properties.get("endOfLifeDate")
    if value is None:
        return None
    try:
        return canonical_end_of_life(value).removesuffix(MIDNIGHT)
    except EndOfLifeError:
        return str(value)
