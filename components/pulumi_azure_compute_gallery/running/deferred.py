"""Functions of a value that may be known now, later (an Output) or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping, Sequence
from typing import Any

import pulumi
from pulumi.output import Unknown as UnknownToPulumi

from compute_gallery_rules import UNKNOWN

__all__ = ["as_outputs", "has_deferred", "is_deferred", "joined", "later", "resolved", "together", "without_deferred"]


def is_deferred(value: object) -> bool:
    """Tell whether a value is known later only."""
    return isinstance(value, pulumi.Output | Awaitable)


def later(value: Any, function: Callable[[Any], Any]) -> Any:  # noqa: ANN401 any value, any result
    """Return the function of a value, at once or when it resolves; None and UNKNOWN stay what they are."""
    if value is None or value is UNKNOWN:
        return value
    if is_deferred(value):
        return pulumi.Output.from_input(value).apply(lambda known: later(known, function))
    return function(value)


def together(function: Callable[..., Any], *values: Any) -> Any:  # noqa: ANN401 any values, any result
    """Return a function of several values, at once or when all have resolved; UNKNOWN where one of them is."""
    if any(value is UNKNOWN for value in values):
        return UNKNOWN
    if any(is_deferred(value) for value in values):
        return pulumi.Output.all(*values).apply(lambda known: function(*known))
    return function(*values)


def joined(
    function: Callable[[list[Any]], Any],
    outputs: Sequence[pulumi.Output[Any]],
    of: Iterable[pulumi.Resource] = (),
) -> pulumi.Output[Any]:
    """Return a function of what several Outputs hold, as `Output.all` and `apply` do, with the values left whole.

    Pulumi takes values apart, down to an Output for each text in each mapping: with a thousand versions that is most of
    a program's time and memory. `of` are resources that the value belongs to as well.
    """

    async def known() -> tuple[set[pulumi.Resource], Any, bool, bool]:
        resources: set[pulumi.Resource] = {*of}
        values, is_known, is_secret = [], True, False
        for output in outputs:
            resources |= await output.resources()
            is_known = await output.is_known() and is_known
            is_secret = await output.is_secret() or is_secret
            values.append(await output.future())
        return resources, function(values) if is_known else None, is_known, is_secret

    whole = asyncio.ensure_future(known())
    return pulumi.Output(Part(whole, 0), Part(whole, 1), Part(whole, 2), Part(whole, 3))


class Part:
    """One part of what is known of an Output, for its constructor."""

    def __init__(self, whole: "asyncio.Future[tuple[Any, ...]]", index: int) -> None:
        self._whole = whole
        self._index = index

    def __await__(self) -> Generator[Any, None, Any]:
        """Wait for the whole, and return the part."""
        whole = yield from self._whole.__await__()
        return whole[self._index]


def mapped(value: Any, leaf: Callable[[Any], Any]) -> Any:  # noqa: ANN401 any value, any result
    """Return a value with a function of each part that is neither a mapping nor a list."""
    if isinstance(value, Mapping):
        return {name: mapped(part, leaf) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(part, leaf) for part in value]
    return leaf(value)


def as_outputs(value: object) -> Any:  # noqa: ANN401 any value
    """Return a value with an Output for each awaitable part, because a coroutine can be awaited only once."""
    return mapped(value, lambda part: pulumi.Output.from_input(part) if isinstance(part, Awaitable) else part)


def has_deferred(value: object) -> bool:
    """Tell whether any part of a value is known later only."""
    if isinstance(value, Mapping):
        return any(has_deferred(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(has_deferred(part) for part in value)
    return is_deferred(value)


def without_deferred(value: object) -> Any:  # noqa: ANN401 any value
    """Return a value with UNKNOWN wherever a part is known later only."""
    return mapped(value, lambda part: UNKNOWN if is_deferred(part) else part)


async def resolved(value: object) -> Any:  # noqa: ANN401 any value
    """Return a value when all of it has resolved, with UNKNOWN for each part that a preview cannot know."""
    if isinstance(value, Mapping):
        return {name: await resolved(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [await resolved(part) for part in value]
    if isinstance(value, pulumi.Output):
        inner = await value.future(with_unknowns=True)
        # A mapping or list may be known in part; the id of what a preview would create is an empty text, not known.
        is_whole = not isinstance(inner, Mapping | list | tuple)
        return UNKNOWN if is_whole and not await value.is_known() else await resolved(inner)
    return UNKNOWN if isinstance(value, UnknownToPulumi) else value
