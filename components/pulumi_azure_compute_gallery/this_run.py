"""Objects that live as long as one run of a program: two runs in one process (Automation API) share nothing."""

from typing import TypeVar
from weakref import WeakKeyDictionary

from pulumi.runtime.settings import get_monitor

__all__ = ["of_this_run"]

Kept = TypeVar("Kept")

RUNS: WeakKeyDictionary[object, dict[type, object]] = WeakKeyDictionary()
"""What is kept for each run; the engine gives every run a connection of its own."""


def of_this_run(kind: type[Kept]) -> Kept:
    """Return the one object of a class that belongs to the current run, made when first asked for."""
    kept = RUNS.setdefault(get_monitor(), {})
    if kind not in kept:
        kept[kind] = kind()
    found = kept[kind]
    if not isinstance(found, kind):
        raise TypeError(f"{found!r} is kept under {kind!r}")
    return found
