"""An estate as a fleet of stacks beside the same estate as one stack: `python -m bench.fleet [--definitions N ...]`.

The base is one stack that is written by hand with azure-native. The fleet declares the same resources as components, in
groups of definitions, and deploys them with `gallery fleet up`. Both begin with nothing, and neither previews.
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.comparison import Comparison, Target, in_turns
from bench.cost import BenchError, Cost, run_measured
from bench.engine_run import EngineRun, engine_run
from bench.estate import PROGRAMS, SOURCE, Estate
from bench.report import rows

__all__ = ["TARGETS", "Split", "fleet_up", "growth", "split_deployments"]

UP = ("up", "--yes", "--skip-preview")
MEASURED = Estate(100, 10)
TARGETS = (Target("fleet", "s", 0.35),)
"""What an update from nothing of that estate may take as a fleet in terms of one stack that is written by hand."""
PER_STACK = 100
"""Versions in a stack, about: as `gallery fleet plan --propose` has it."""


@dataclass(frozen=True, slots=True)
class Split:
    """How a fleet is cut and deployed."""

    per_stack: int = PER_STACK
    parallel: int | None = None
    """Stacks at a time; None for one for each processor."""


DEFAULT = Split()


def document(estate: Estate, name: str, split: Split) -> dict[str, Any]:
    """Return the fleet's file: the estate of the programs, in groups of neighbours."""
    each = max(1, split.per_stack // estate.versions)
    keys = [f"d{d}" for d in range(estate.definitions)]
    version = {
        "source": {"snapshotId": SOURCE},
        "targetRegions": ["chinaeast2=2", "chinanorth2=2", "chinanorth3=2"],
        "tags": {"team": "platform", "commit": "0123456789abcdef"},
    }
    definitions = {
        key: {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "securityType": "TrustedLaunchSupported",
            "identifier": {"publisher": "contoso", "offer": "linux", "sku": key},
            "versions": {f"1.0.{v}": version for v in range(estate.versions)},
        }
        for key in keys
    }
    groups = {f"g{at // each}": keys[at : at + each] for at in range(0, len(keys), each)}
    place = {"galleryName": name, "resourceGroupName": "image-rg", "location": "chinaeast2"}
    return {
        "fleet": {"prefix": name, "split": {"groups": groups}},
        "config": {"compute-gallery:gallery": {**place, "definitions": definitions}},
    }


def fleet_up(run: EngineRun, estate: Estate, number: int, split: Split = DEFAULT) -> Cost:
    """Deploy a fleet from nothing, in a gallery of its own. Raises BenchError where a version is not there then."""
    name = f"fleet{estate}n{number}"
    file = run.folder / f"{name}.json"
    file.write_text(json.dumps(document(estate, name, split)), encoding="utf-8")
    at_a_time = ("--parallel", str(split.parallel)) if split.parallel else ()
    command = [sys.executable, "-m", "compute_gallery_cli", "fleet", *UP, "--json", "-f", str(file), *at_a_time]
    printed, cost = run_measured(f"gallery fleet up of {estate}", command, run.folder, {**os.environ, **run.variables})
    told = json.loads(printed)
    # Beside a stack itself, each of Azure's resources is in a component of its own.
    created, expected = told["changes"]["create"] - len(told["stacks"]), 2 * estate.resources
    if created != expected:
        raise BenchError(f"gallery fleet up of {estate}: {created} of {expected} resources were created")
    return cost


def split_deployments(
    run: EngineRun, estate: Estate, runs: int, targets: tuple[Target, ...] = TARGETS, split: Split = DEFAULT
) -> Comparison:
    """Deploy an estate by hand in one stack and as a fleet, in turns."""

    def raw(number: int) -> Cost:
        place = estate.variables(f"one{estate}{number}")
        return run.pulumi(PROGRAMS["raw"], f"one-{estate}-{number}", *UP, **place)

    def fleet(number: int) -> Cost:
        return fleet_up(run, estate, number, split)

    return in_turns(f"update from nothing, {estate}, as a fleet", {"raw": raw, "fleet": fleet}, runs, targets)


def growth(small: Estate, large: Estate, split: Split = DEFAULT) -> Comparison:
    """Deploy a small and a large estate as fleets, once each: the ratio beside that of their sizes is the growth.

    Each has an Azure of its own, whose quota ends at 10,000 versions.
    """

    def alone(estate: Estate, number: int) -> Cost:
        with engine_run() as run:
            return fleet_up(run, estate, number, split)

    variants = {f"fleet of {estate}": partial(alone, estate) for estate in (small, large)}
    return in_turns(f"update from nothing, {large.resources / small.resources:.1f} times the resources", variants, 1)


def main() -> int:
    """Measure, print rows as docs/benchmarks.md has them, and end with 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fleet", description=__doc__.partition(":")[0])
    parser.add_argument("--definitions", type=int, default=100, help="image definitions (default: 100)")
    parser.add_argument("--versions", type=int, default=10, help="versions of each (default: 10)")
    parser.add_argument("--runs", type=int, default=3, help="of each variant, in turns (default: 3)")
    parser.add_argument("--per-stack", type=int, default=PER_STACK, help=f"versions in a stack (default: {PER_STACK})")
    parser.add_argument("--parallel", type=int, help="stacks at a time (default: one for each processor)")
    parser.add_argument("--times", type=int, help="measure only the growth: the fleet, and one so many times as large")
    options = parser.parse_args()
    estate, split = Estate(options.definitions, options.versions), Split(options.per_stack, options.parallel)
    try:
        if options.times:
            measured = growth(estate, Estate(options.definitions * options.times, options.versions), split)
        else:
            targets = TARGETS if estate == MEASURED else ()
            with engine_run() as run:
                measured = split_deployments(run, estate, options.runs, targets, split)
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 2
    sys.stdout.write("\n".join([*rows(measured), *measured.missed()]) + "\n")
    return 1 if measured.missed() else 0


if __name__ == "__main__":
    sys.exit(main())
