"""Measure everything side by side: `python -m bench [--quick]` prints the page, and writes it where it is told to."""

import argparse
import sys
from functools import partial
from pathlib import Path

from bench.comparison import Comparison, Target
from bench.cost import BenchError
from bench.deployments import deployments, previews
from bench.emulator import throughput
from bench.engine_run import engine_run
from bench.estate import Estate
from bench.fleet import TARGETS, fleet_up, growth
from bench.imports import AT_MOST, added_by_import, imports
from bench.packs import RULE_TARGET, added_by_pack, packs
from bench.replication import replication
from bench.report import as_json, as_page
from bench.settings import settings

__all__ = ["main"]

SMALL, MEDIUM, LARGE = Estate(10, 10), Estate(20, 10), Estate(100, 10)
HUGE = Estate(1000, 10)
"""What no single stack is meant for: as a fleet only, and only once."""

TINY, ROWS = Estate(5, 4), Estate(10, 3)
GROSS = (Target("components", "s", 2.0), Target("components", "MB", 1.1))
"""What a small preview may be in terms of one by hand before something is grossly wrong."""


def main() -> int:
    """Measure, print the page, and end with 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition(":")[0])
    parser.add_argument("--quick", action="store_true", help="a small preview only, against gross regressions")
    parser.add_argument("--runs", type=int, default=3, help="of each variant, in turns (default: 3)")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page to a file as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file")
    options = parser.parse_args()
    comparisons: list[Comparison] = []
    try:
        if options.quick:
            more, missed = quick(options.runs, comparisons)
        else:
            more, missed = everything(options.runs, comparisons)
    except BenchError as error:
        # What was measured until then is not lost: it took an hour.
        sys.stdout.write(as_page(comparisons, [], []) if comparisons else "")
        sys.stderr.write(f"bench: {error}\n")
        return 2
    missed += [line for comparison in comparisons for line in comparison.missed()]
    page = as_page(comparisons, more, missed)
    sys.stdout.write(page)
    if options.page:
        options.page.write_text(page, encoding="utf-8")
    if options.json:
        options.json.write_text(as_json(comparisons, more, missed), encoding="utf-8")
    return 1 if missed else 0


def quick(runs: int, comparisons: list[Comparison]) -> tuple[list[str], list[str]]:
    """Measure a small preview."""
    with engine_run() as run:
        previews(run, TINY, 1, ())  # so that no variant pays for cold caches
        comparisons.append(previews(run, TINY, runs, GROSS))
    return [], []


def everything(runs: int, comparisons: list[Comparison]) -> tuple[list[str], list[str]]:
    """Measure all there is, the cheap things first; return what else there is to say, and what of it is a miss."""
    imported = imports(3 * runs)
    comparisons.append(imported)
    with engine_run() as run:
        previews(run, SMALL, 1, ())  # so that no variant pays for cold caches
        comparisons += [told(previews(run, SMALL, runs, ())), told(previews(run, LARGE, runs))]
        under_packs = told(packs(run, LARGE, runs))
        comparisons.append(under_packs)
        comparisons += [told(one) for one in deployments(run, SMALL, runs)]
        comparisons.append(told(settings(run, MEDIUM, runs)))
    with engine_run() as run:  # another Azure: the quota of one ends at 10,000 versions
        fleet = {"fleet": partial(fleet_up, run, LARGE)}
        comparisons += [told(one) for one in deployments(run, LARGE, runs, fleet, TARGETS)]
    comparisons += [told(replication(ROWS, runs)), told(growth(LARGE, HUGE))]
    own_import, rules = added_by_import(imported), added_by_pack(under_packs)
    more = [
        f"The package's own import adds {own_import:.2f} s to those of pulumi and azure-native (at most {AT_MOST}).",
        f"The whole pack adds {rules:.2f} of what one rule adds, in processor time (at most {RULE_TARGET}).",
    ]
    missed = [more[0]] if own_import > AT_MOST else []
    missed += [more[1]] if rules > RULE_TARGET else []
    more += [f"The emulator: {what}, {number:.2f} {unit}." for what, number, unit in throughput()]
    return more, missed


def told(comparison: Comparison) -> Comparison:
    """Say on standard error what has been measured: all of it takes long."""
    medians = ", ".join(f"{variant} {comparison.median(variant, 's'):.1f} s" for variant in comparison.costs)
    sys.stderr.write(f"bench: {comparison.what}: {medians}\n")
    return comparison


if __name__ == "__main__":
    sys.exit(main())
