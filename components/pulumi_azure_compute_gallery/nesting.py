"""What nested declarations take from the component around them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

__all__ = ["nested"]


def nested(
    declared: object, around: Mapping[str, Any], inherited: Iterable[str], key_field: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each nested declaration with its key: the arguments around it where it has none of its own, the key as its name."""
    taken = {field: around[field] for field in inherited if field in around}
    for key, own in declared.items() if isinstance(declared, Mapping) else ():
        yield key, {**taken, key_field: key, **own}
