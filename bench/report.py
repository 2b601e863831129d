"""The figures as a page."""

from collections.abc import Iterator, Sequence

from bench.comparison import Comparison
from bench.measured import Part

__all__ = ["as_page", "rows"]

INTRODUCTION = """\
# Benchmarks

Written by `make bench`, never by hand: the real engine and the emulator, on one machine, all variants of a row in
turns. `raw` is a program that is written by hand with azure-native, `components` the same estate with this package; an
estate of 10x10 is 10 definitions of 10 versions each. A ratio is of medians, in terms of the row's first variant.
Figures in seconds are of this very machine; ratios carry over better.
"""


HEADINGS = ("what", "variant", "runs", "median", "least to most", "ratio", "processor", "ratio", "memory", "ratio")


def as_page(parts: Sequence[Part], missing: Sequence[str] = ()) -> str:
    """Return docs/benchmarks.md, which names the parts that have never been measured."""
    days = list(dict.fromkeys(part.when for part in parts))
    lines = [INTRODUCTION, f"Measured on {'; '.join(days)}.", ""]
    lines += [f"| {' | '.join(HEADINGS)} |", "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    lines += [line for part in parts for comparison in part.comparisons for line in rows(comparison)]
    lines += ["", *(f"- {line}" for part in parts for line in part.more), "", "## Targets", ""]
    missed = [f"- missed: {line}" for part in parts for line in part.missed]
    lines += missed or ["All targets of what was measured are met." if missing else "All targets are met."]
    lines += [f"- not measured yet: {name}" for name in missing]
    return "\n".join(lines) + "\n"


def rows(comparison: Comparison) -> Iterator[str]:
    """Yield the rows of one comparison."""
    for variant, costs in comparison.costs.items():
        seconds = comparison.values(variant, "s")
        cells = [
            comparison.what,
            variant,
            str(len(costs)),
            f"{comparison.median(variant, 's'):.2f} s",
            f"{min(seconds):.2f} to {max(seconds):.2f}",
            ratio(comparison, variant, "s"),
            f"{comparison.median(variant, 's of processor'):.2f} s",
            ratio(comparison, variant, "s of processor"),
            f"{memory:.0f} MB" if (memory := comparison.median(variant, "MB")) else "",
            ratio(comparison, variant, "MB"),
        ]
        yield f"| {' | '.join(cells)} |"


def ratio(comparison: Comparison, variant: str, measure: str) -> str:
    """Return a ratio as a table shows it; nothing where one of the two was not measured."""
    if not comparison.median(comparison.base, measure) or not comparison.median(variant, measure):
        return ""
    return f"{comparison.ratio(variant, measure):.2f}"
