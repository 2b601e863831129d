"""Reading of inputs that may hold anything: nothing here raises, whatever a mapping contains."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from compute_gallery_rules.values.unknown import UNKNOWN, Unknown

__all__ = ["Inputs", "boolean", "entries", "integer", "is_given", "is_nested", "misshapen", "read", "text"]

Inputs = Mapping[str, object]
"""The azure-native inputs of a resource, or a part of them: camelCase names."""

# No field of Azure takes more than 64 bits, and Python refuses to print numbers that are much longer.
MAX_NUMBER = 2**63
LISTS = (list, tuple)
NESTED = (list, tuple, Mapping)
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.0{1,18})?")


def read(inputs: object, path: str) -> object:
    """Return what stands at a dotted path: None where any part is missing, UNKNOWN where any part is not known yet."""
    value = inputs
    for name in path.split("."):
        if type(value) is not dict and not isinstance(value, Mapping):  # the first test is the fast one
            return UNKNOWN if value is UNKNOWN else None
        value = value.get(name)
    return value


def entries(inputs: object, path: str) -> Iterator[tuple[str, object]]:
    """Yield the path and the value of each entry of a list; nothing where there is no list."""
    value = read(inputs, path)
    if isinstance(value, LISTS):
        yield from ((f"{path}[{index}]", entry) for index, entry in enumerate(value))


def misshapen(inputs: object, path: str) -> bool:
    """Tell whether something else than a mapping stands above the end of a dotted path.

    What is read there is None then, and yet not missing: `field_types` says what is wrong. UNKNOWN is not misshapen.
    """
    value = inputs
    for name in path.split("."):
        if value is None or value is UNKNOWN:
            return False
        if not isinstance(value, Mapping):
            return True
        value = value.get(name)
    return False


def is_nested(value: object) -> bool:
    """Tell whether a value is a mapping or a list, which no text, number or truth value is."""
    return type(value) is not str and isinstance(value, NESTED)  # the first test is the fast one


def is_given(value: object) -> bool:
    """Tell whether a value is neither missing nor a blank text; one that is not known yet is given."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def integer(value: object) -> int | Unknown | None:
    """Return a whole number: from an int, a float without fraction or a numeric text.

    Pulumi sends all numbers as floats. None means that the value is no whole number, which includes a missing value.
    """
    match value:
        case Unknown():
            return UNKNOWN
        case bool():
            return None
        case int():
            return value if abs(value) <= MAX_NUMBER else None
        case float():
            return int(value) if abs(value) <= MAX_NUMBER and value.is_integer() else None
        case str():
            stripped = value.strip()
            return int(stripped.partition(".")[0]) if WHOLE_NUMBER.fullmatch(stripped) else None
        case _:
            return None


def text(value: object) -> str | Unknown | None:
    """Return a text that is not blank; None for anything else, UNKNOWN for a value not known yet."""
    match value:
        case Unknown():
            return UNKNOWN
        case str():
            return value if value.strip() else None
        case _:
            return None


def boolean(value: object) -> bool | Literal[Unknown.UNKNOWN] | None:
    """Return a truth value, also from the texts "true" and "false"; None for anything else."""
    match value:
        case Unknown():
            return UNKNOWN
        case bool():
            return value
        case str():
            return {"true": True, "false": False}.get(value.strip().lower())
        case _:
            return None
