"""Measure side by side, part by part: `python -m bench` prints the page, and writes it where it is told to."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.cost import BenchError
from bench.kept import keep, kept
from bench.measured import Measured
from bench.parts import PARTS, quick
from bench.report import as_page

__all__ = ["main"]


def main() -> int:
    """Measure, print the page, and end with 1 where a target is missed, with 2 where a run failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition(":")[0])
    parser.add_argument("--quick", action="store_true", help="a small preview only, against gross regressions")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help=f"these parts: {', '.join(PARTS)}")
    parser.add_argument("--runs", type=int, default=3, help="of each variant, in turns (default: 3)")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the page to a file as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures in a file, with those of before")
    options = parser.parse_args()
    chosen = {"preview": quick} if options.quick else {name: PARTS[name] for name in options.only or PARTS}
    with tempfile.TemporaryDirectory() as folder:
        figures = options.json or Path(folder) / "figures.json"
        try:
            for name, measure in chosen.items():
                keep(figures, name, told(measure(options.runs)))
        except BenchError as error:
            sys.stderr.write(f"bench: {error}\n")
            return 2
        found = kept(figures)
    parts = [found[name] for name in PARTS if name in found]
    page = as_page(parts, [] if options.quick else [name for name in PARTS if name not in found])
    sys.stdout.write(page)
    if options.page:
        options.page.write_text(page, encoding="utf-8")
    return 1 if any(part.missed for part in parts) else 0


def told(measured: Measured) -> Measured:
    """Say on standard error what has been measured: all of it takes long."""
    for comparison in measured.comparisons:
        medians = ", ".join(f"{variant} {comparison.median(variant, 's'):.1f} s" for variant in comparison.costs)
        sys.stderr.write(f"bench: {comparison.what}: {medians}\n")
    return measured


if __name__ == "__main__":
    sys.exit(main())
