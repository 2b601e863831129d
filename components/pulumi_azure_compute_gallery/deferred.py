"""Functions of a value that may be known now, later (an Output) or not at all."""

from collections.abc import Awaitable, Callable
from typing import Any

import pulumi
from compute_gallery_rules import UNKNOWN

__all__ = ["has_deferred", "is_deferred", "later", "without_deferred"]


def is_deferred(value: object) -> bool:
    """Whether a value is known later only."""
    return isinstance(value, pulumi.Output | Awaitable)


def later(value: Any, function: Callable[[Any], Any]) -> Any:  # noqa: ANN401 any value, any result
    """The function of a value: at once when it is known, when it resolves otherwise. None and UNKNOWN stay what they are."""
    if value is None or value is UNKNOWN:
        return value
    if is_deferred(value):
        return pulumi.Output.from_input(value).apply(lambda known: later(known, function))
    return function(value)


def has_deferred(value: object) -> bool:
    """Whether any part of a value is known later only."""
    if isinstance(value, dict):
        return any(has_deferred(part) for part in value.values())
    if isinstance(value, list):
        return any(has_deferred(part) for part in value)
    return is_deferred(value)


def without_deferred(value: object) -> object:
    """The value with UNKNOWN wherever a part is known later only."""
    if isinstance(value, dict):
        return {key: without_deferred(part) for key, part in value.items()}
    if isinstance(value, list):
        return [without_deferred(part) for part in value]
    return UNKNOWN if is_deferred(value) else value
