"""The figures as a page, and as JSON for programs."""

import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from os import cpu_count

from bench.comparison import MEASURES, Comparison

__all__ = ["as_json", "as_page", "rows"]

INTRODUCTION = """\
# Benchmarks

Written by `make bench`, never by hand: the real engine and the emulator, on one machine, all variants of a row in
turns. `raw` is a program that is written by hand with azure-native, `components` the same estate with this package; an
estate of 10x10 is 10 definitions of 10 versions each. A ratio is of medians, in terms of the row's first variant.
Figures in seconds are of this very machine; ratios carry over better.
"""


HEADINGS = ("what", "variant", "runs", "median", "least to most", "ratio", "processor", "ratio", "memory", "ratio")


def as_page(comparisons: Sequence[Comparison], more: Sequence[str], missed: Sequence[str]) -> str:
    """Return docs/benchmarks.md."""
    machine = f"{cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [INTRODUCTION, f"Measured on {datetime.now(UTC):%Y-%m-%d}: {machine}.", ""]
    lines += [
        f"| {' | '.join(HEADINGS)} |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [line for comparison in comparisons for line in rows(comparison)]
    lines += ["", *(f"- {line}" for line in more), "", "## Targets", ""]
    lines += [f"- missed: {line}" for line in missed] or ["All targets are met."]
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


def as_json(comparisons: Iterable[Comparison], more: Sequence[str], missed: Sequence[str]) -> str:
    """Return all figures, run by run."""
    measured = [
        {
            "what": comparison.what,
            "variants": {
                variant: {measure: comparison.values(variant, measure) for measure in MEASURES}
                for variant in comparison.costs
            },
        }
        for comparison in comparisons
    ]
    return json.dumps({"comparisons": measured, "more": list(more), "missed": list(missed)}, indent=2) + "\n"
