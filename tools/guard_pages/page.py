"""The page of a guard: what it protects from, what it says, what to write when it is meant, what lifts it."""

import textwrap
from collections.abc import Iterator

from tools.guard_pages.examples import message
from tools.guard_pages.guards import GUARDS, Guard

__all__ = ["guard_pages"]

WIDTH = 120


def guard_pages() -> dict[str, str]:
    """Return the page of every guard by its name."""
    return {name: "\n".join(_page(guard)) for name, guard in GUARDS.items()}


def _page(guard: Guard) -> Iterator[str]:
    yield f"# {guard.title}\n\n{_wrapped(guard.protects)}\n"
    yield "## What it says\n"
    for example in guard.examples:
        yield f"{example.what}:\n\n```text\n{message(example)}\n```\n"
    yield f"## When it is meant\n\n{_wrapped(guard.meant)}\n\nLifted by: {guard.lifted}.\n"
    yield f"## What it leaves alone\n\n{_wrapped(guard.no_change)}\n"
    yield f"## More\n\n- [What it rests on]({guard.source})\n- [All guards](../guards.md)\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
