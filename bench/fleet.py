"""An estate as a fleet of stacks: the resources of the programs, in groups of definitions, by `gallery fleet up`."""

import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.comparison import Comparison, Target, in_turns
from bench.cost import BenchError, Cost, run_measured
from bench.engine_run import EngineRun, engine_run
from bench.estate import SOURCE, Estate

__all__ = ["TARGETS", "fleet_up", "growth", "splits"]

UP = ("up", "--yes", "--skip-preview")
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
SPLITS = {
    "100 versions a stack": DEFAULT,
    "50 versions a stack": Split(per_stack=50),
    "200 versions a stack": Split(per_stack=200),
    "three stacks at a time": Split(parallel=3),
}


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


def splits(run: EngineRun, estate: Estate, runs: int) -> Comparison:
    """Deploy an estate as a fleet that is cut and deployed in several ways, in turns."""

    def fleet(name: str, number: int) -> Cost:
        return fleet_up(run, estate, len(SPLITS) * number + list(SPLITS).index(name), SPLITS[name])

    variants = {name: partial(fleet, name) for name in SPLITS}
    return in_turns(f"update from nothing, {estate}, as a fleet", variants, runs)


def growth(small: Estate, large: Estate) -> Comparison:
    """Deploy a small and a large estate as fleets, once each: the ratio beside that of their sizes is the growth.

    Each has an Azure of its own, whose quota ends at 10,000 versions.
    """

    def alone(estate: Estate, number: int) -> Cost:
        with engine_run() as run:
            return fleet_up(run, estate, number)

    variants = {f"fleet of {estate}": partial(alone, estate) for estate in (small, large)}
    return in_turns(f"update from nothing, {large.resources / small.resources:.1f} times the resources", variants, 1)
