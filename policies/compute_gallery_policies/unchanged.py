"""A rule that found nothing in one resource finds nothing in the next, where all that it looked at is the same.

The versions of a gallery are many and hardly differ but for their names. Most rules never look at those.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from compute_gallery_rules.values.inputs import Inputs

__all__ = ["Judged", "Watched", "changed", "spelled"]

EVERY: Final = "*"
"""Stands for all fields, those that are not there included."""


class Watched(Mapping[str, object]):
    """Inputs that note which of their fields are looked at, on the first level: there is no other way to a value."""

    __slots__ = ("_inputs", "looked_at")

    def __init__(self, inputs: Inputs) -> None:
        """Watch over inputs."""
        self._inputs = inputs
        self.looked_at: set[str] = set()

    def __getitem__(self, name: str) -> object:
        """Return the value of a field; `get` and `in` come through here, too."""
        self.looked_at.add(name)
        return self._inputs[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of all fields."""
        self.looked_at.add(EVERY)
        return iter(self._inputs)

    def __len__(self) -> int:
        """Return the number of fields."""
        self.looked_at.add(EVERY)
        return len(self._inputs)


@dataclass(frozen=True, slots=True)
class Judged:
    """A resource that was judged."""

    fields: Mapping[str, str]
    """Its inputs, each as it is spelled."""
    looked_at: Mapping[str, frozenset[str]]
    """What the rules looked at that found nothing."""


def spelled(inputs: Inputs) -> dict[str, str]:
    """Return each field as Python spells its value, which tells apart what Python calls equal: true and 1."""
    return {name: repr(value) for name, value in inputs.items()}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """Return the fields that are not spelled the same."""
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return frozenset(names | {EVERY} if names else ())
