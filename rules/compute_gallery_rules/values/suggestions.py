"""The name that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["suggestion"]

MAX_CHARACTERS = 200
CUTOFF = 0.7


def suggestion(value: str, allowed: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """Return the allowed name nearest to a value, without regard to case; None where none is near.

    `cutoff` is the least likeness, from 0 (anything) to 1 (equal).
    """
    names = {name.lower(): name for name in allowed}
    nearest = get_close_matches(value[:MAX_CHARACTERS].strip().lower(), names, n=1, cutoff=cutoff)
    return names[nearest[0]] if nearest else None
