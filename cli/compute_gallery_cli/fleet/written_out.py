"""Whether a tree can be written out: YAML lets a part stand in many places, and in itself."""

from itertools import chain

__all__ = ["unwritable"]

DEEPEST = 100
"""Levels below the file; a gallery that is declared in full has about ten."""
MOST = 5_000_000
"""Values and names; an estate of 100,000 versions in one file has about a million."""
PARTS = (dict, list, tuple, set)
NUMBER_BITS = 4096
"""Python writes longer numbers only when it is asked to."""


def unwritable(tree: object) -> str | None:
    """Return why a tree cannot be written out, in words that follow the file's name; None where it can."""
    try:
        size, _ = extent(tree, {}, 0)
    except RecursionError:
        return f"is nested in more than {DEEPEST} levels, or a part of it in itself"
    except OverflowError:
        return "has a number beyond all limits"
    return f"has more than {MOST:,} values, with its aliases written out" if size > MOST else None


def extent(value: object, known: dict[int, tuple[int, int]], depth: int) -> tuple[int, int]:
    """Return how many values a tree has, and how many levels; a part in several places is looked at once.

    Raises RecursionError for more levels than are sensible, of which a part in itself has no end, and OverflowError for
    a number that cannot be written.
    """
    if not isinstance(value, PARTS):
        if isinstance(value, int) and value.bit_length() > NUMBER_BITS:
            raise OverflowError
        return 1, 0
    size, height = known.get(id(value), (0, 0))
    if depth + height > DEEPEST:
        raise RecursionError
    if not size:
        size, height = 1, 1
        for part in chain(value, value.values()) if isinstance(value, dict) else value:
            if type(part) is str:  # most of a tree: looked at here, which takes half the time
                size += 1
                continue
            below, levels = extent(part, known, depth + 1)
            size += below
            height = max(height, levels + 1)
        known[id(value)] = size, height
    return size, height
