"""A problem that a team has with a declaration that Azure accepts."""

from collections.abc import Callable, Iterable

from compute_gallery_rules.finding import Problem, Severity

__all__ = ["TeamCheck", "team_problem"]

TeamCheck = Callable[..., Iterable[Problem]]
"""Takes inputs, a `Context` and the rule's settings by keyword, and yields what is not as the team wants it.

It reads inputs that may hold anything, skips UNKNOWN, and never raises. `judge` knows nothing of it.
"""


def team_problem(field: str, value: object, problem: str, allowed: str, instead: str | None = None) -> Problem:
    """Make a problem of a team rule; see `Problem`. It is a warning: its weight is the level that the team sets."""
    return Problem(field, value, problem, allowed, instead, Severity.WARNING)
