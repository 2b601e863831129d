"""The parts of the benchmark, each with a start of its own: one can be measured again without the others."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import partial

from bench.deployments import GROSS, deployments, previews
from bench.emulator import medians, throughput
from bench.engine_run import EngineRun, engine_run
from bench.estate import Estate
from bench.fleet import TARGETS, fleet_up, growth, splits
from bench.imports import AT_MOST, added_by_import, imports
from bench.measured import Measured
from bench.packs import RULE_TARGET, added_by_pack, packs
from bench.replication import replication
from bench.settings import settings

__all__ = ["PARTS", "quick"]

TINY, SMALL, MEDIUM = Estate(5, 4), Estate(10, 10), Estate(20, 10)
SEVERAL, LARGE = Estate(40, 10), Estate(100, 10)
ROWS = Estate(10, 3)
MORE = 2
"""Rounds beside those of other parts, where a difference is told that is small in terms of what it is a part of."""
HUGE = Estate(1000, 10)
"""What no single stack is meant for: as a fleet only, and only once."""


def quick(runs: int) -> Measured:
    """Measure a small preview, against gross regressions."""
    with warm_run() as run:
        return Measured((previews(run, TINY, runs, GROSS),))


def of_import(runs: int) -> Measured:
    """Measure what the import of the package adds."""
    imported = imports(3 * runs)
    added = added_by_import(imported)
    line = f"The package's own import adds {added:.2f} s to those of pulumi and azure-native (at most {AT_MOST})."
    return Measured((imported,), (line,), (line,) if added > AT_MOST else ())


def of_previews(runs: int) -> Measured:
    """Measure previews of estates that do not exist yet."""
    with warm_run() as run:
        return Measured((previews(run, SMALL, runs, ()), previews(run, LARGE, runs)))


def of_packs(runs: int) -> Measured:
    """Measure what a policy pack adds."""
    with warm_run() as run:
        measured = packs(run, LARGE, runs + MORE)
    rules = added_by_pack(measured)
    line = (
        f"The whole pack adds {rules:.2f} of what one rule adds, in processor time of engine and plugins"
        f" (at most {RULE_TARGET})."
    )
    return Measured((measured,), (line,), (line,) if rules > RULE_TARGET else ())


def of_small(runs: int) -> Measured:
    """Measure the life of a small stack."""
    with warm_run() as run:
        return Measured(tuple(deployments(run, SMALL, runs)))


def of_settings(runs: int) -> Measured:
    """Measure Pulumi's own settings."""
    with warm_run() as run:
        return Measured((settings(run, MEDIUM, runs),))


def of_large(runs: int) -> Measured:
    """Measure the life of a large stack, and the same estate as a fleet."""
    with warm_run() as run:
        return Measured(tuple(deployments(run, LARGE, runs, {"fleet": partial(fleet_up, run, LARGE)}, TARGETS)))


def of_splits(runs: int) -> Measured:
    """Measure how a fleet may be cut, and how many stacks are deployed at a time."""
    with warm_run() as run:
        return Measured((splits(run, SEVERAL, runs),))


def of_emulator(runs: int) -> Measured:
    """Measure the emulator alone, a fresh one in each round."""
    rounds = [throughput() for _ in range(runs)]
    return Measured((), tuple(f"The emulator: {line}." for line in medians(rounds)))


PARTS: Mapping[str, Callable[[int], Measured]] = {
    "import": of_import,
    "preview": of_previews,
    "packs": of_packs,
    "small": of_small,
    "large": of_large,
    "settings": of_settings,
    "replication": lambda runs: Measured((replication(ROWS, runs),)),
    "splits": of_splits,
    "growth": lambda _runs: Measured((growth(LARGE, HUGE),)),
    "emulator": of_emulator,
}
"""In the order of the page."""


@contextmanager
def warm_run() -> Generator[EngineRun]:
    """Give a run in which something small was previewed, so that no variant pays for cold caches."""
    with engine_run() as run:
        previews(run, TINY, 1, ())
        yield run
