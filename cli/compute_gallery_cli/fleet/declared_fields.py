"""Fields of a declared tree, in either spelling that the components take."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

__all__ = ["part"]

CAPITAL = re.compile(r"([A-Z])")


@cache
def snake_case(name: str) -> str:
    """Return a camelCase name with underscores."""
    return CAPITAL.sub(r"_\1", name).lower()


def part(declared: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 whatever is declared
    """Return what is declared under a camelCase name, or under the same with underscores; None for nothing."""
    found = declared.get(name)
    return found if found is not None else declared.get(snake_case(name))
