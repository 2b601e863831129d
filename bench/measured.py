"""What one part of the benchmark has found."""

from dataclasses import dataclass

from bench.comparison import Comparison

__all__ = ["Measured", "Part"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a part has found just now."""

    comparisons: tuple[Comparison, ...]
    more: tuple[str, ...] = ()
    """What a table cannot say, a line each."""
    missed_more: tuple[str, ...] = ()
    """The lines among these that miss their target."""

    @property
    def missed(self) -> tuple[str, ...]:
        """A line for each target that was not met."""
        return (*(line for comparison in self.comparisons for line in comparison.missed()), *self.missed_more)


@dataclass(frozen=True, slots=True)
class Part:
    """What a part had found when it was measured last."""

    when: str
    """The day, and the machine."""
    comparisons: tuple[Comparison, ...]
    more: tuple[str, ...]
    missed: tuple[str, ...]
