"""What Pulumi's own settings do to an update of one stack whose state is a file."""

from collections.abc import Mapping
from functools import partial

from bench.comparison import Comparison, in_turns
from bench.cost import Cost
from bench.engine_run import EngineRun
from bench.estate import PROGRAMS, Estate

__all__ = ["settings"]

VARIANTS: Mapping[str, Mapping[str, str]] = {
    "as it is": {},
    "PULUMI_PARALLEL=1": {"PULUMI_PARALLEL": "1"},
    "PULUMI_PARALLEL=64": {"PULUMI_PARALLEL": "64"},
    "no copies of checkpoints": {"PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS": "true"},
    "compressed state (gzip)": {"PULUMI_DIY_BACKEND_GZIP": "true"},
    "compressed state (zstd)": {"PULUMI_DIY_BACKEND_ZSTD": "true"},
    "no checkpoints": {"PULUMI_EXPERIMENTAL": "true", "PULUMI_SKIP_CHECKPOINTS": "true"},
}
"""The last one is measured to show what checkpoints cost. It is no advice: what a killed update had created is lost."""


def settings(run: EngineRun, estate: Estate, runs: int) -> Comparison:
    """Deploy an estate of components from nothing under each setting, each time on a stack of its own."""

    def up(name: str, number: int) -> Cost:
        own = f"set{estate}n{number}v{list(VARIANTS).index(name)}"
        variables = {**estate.variables(own), **VARIANTS[name]}
        return run.pulumi(PROGRAMS["components"], own, "up", "--yes", "--skip-preview", **variables)

    variants = {name: partial(up, name) for name in VARIANTS}
    return in_turns(f"update from nothing, {estate} as components", variants, runs)
