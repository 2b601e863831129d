"""A change to a resource's inputs that mends them without changing what they mean."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = ["Change", "Remedy"]


@dataclass(frozen=True, slots=True)
class Change:
    """One value to write, at one place."""

    path: tuple[str | int, ...]
    """Names and indexes from the outermost field on. An index one past a list's end appends to the list.

    Mappings that are missing on the way are made; nothing is written where something else than a mapping or a list
    stands, or where a value is not known yet.
    """
    value: object
    """A text, a number, a truth value, or a mapping or list of such. Never a value read from the inputs that may be
    secret: it would be written in clear."""


Remedy = Callable[..., Iterable[Change]]
"""Takes inputs, a `Context` and the rule's settings by keyword, and yields what to change: nothing where all is well.

It reads inputs that may hold anything, skips UNKNOWN, and never raises.
"""
