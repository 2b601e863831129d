"""Variants of one thing, measured in turns: medians, spread, and what one is in terms of another."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.cost import Cost

__all__ = ["Comparison", "Target", "in_turns"]

MEASURES: Mapping[str, Callable[[Cost], float]] = {
    "s": lambda cost: cost.seconds,
    "s of processor": lambda cost: cost.processor,
    "s beside the program": lambda cost: cost.processor - cost.program,
    "MB": lambda cost: cost.memory,
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a variant may be at most in terms of the base."""

    variant: str
    measure: str
    at_most: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All costs of each variant; the first variant is the base of the ratios."""

    what: str
    costs: Mapping[str, Sequence[Cost]]
    targets: Sequence[Target] = ()

    @property
    def base(self) -> str:
        """The variant that the others are compared with."""
        return next(iter(self.costs))

    def values(self, variant: str, measure: str) -> list[float]:
        """Return what was measured of a variant, run by run."""
        return [MEASURES[measure](cost) for cost in self.costs[variant]]

    def median(self, variant: str, measure: str) -> float:
        """Return the median of a variant."""
        return statistics.median(self.values(variant, measure))

    def ratio(self, variant: str, measure: str) -> float:
        """Return a variant's median in terms of the base's."""
        base = self.median(self.base, measure)
        return self.median(variant, measure) / base if base else float("nan")

    def missed(self) -> list[str]:
        """Return a line for each target that was not met."""
        return [
            f"{self.what}, {target.variant}, {target.measure}: {ratio:.2f} of {self.base}, at most {target.at_most}"
            for target in self.targets
            if not (ratio := self.ratio(target.variant, target.measure)) <= target.at_most
        ]


def in_turns(
    what: str, variants: Mapping[str, Callable[[int], Cost]], runs: int, targets: Sequence[Target] = ()
) -> Comparison:
    """Measure each variant so many times, all of them in every round: a busy machine slows all alike.

    Each is given the number of the round.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in variants}
    for number in range(runs):
        for name, measure in variants.items():
            costs[name].append(measure(number))
    return Comparison(what, costs, targets)
