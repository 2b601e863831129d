"""What a policy pack adds to a preview: none, one rule that only looks, the whole pack."""

from functools import partial
from pathlib import Path

from bench.comparison import Comparison, Target, in_turns
from bench.cost import Cost
from bench.engine_run import EngineRun
from bench.estate import PROGRAMS, Estate

__all__ = ["RULE_TARGET", "added_by_pack", "packs"]

ROOT = Path(__file__).parents[1]
PACKS = {
    "one rule": ("--policy-pack", str(Path(__file__).with_name("one_rule"))),
    "whole pack": ("--policy-pack", str(ROOT / "policies")),
}
TARGETS = (Target("components, whole pack", "s", 0.75),)
"""What components under the whole pack may be in terms of a program that is written by hand, without any pack."""

RULE_TARGET = 1.25
"""What the whole pack may add in terms of what one rule adds, in processor time beside the program's own."""


def packs(run: EngineRun, estate: Estate, runs: int) -> Comparison:
    """Preview an estate by hand and as components, without a pack and under each."""

    def preview(program: str, options: tuple[str, ...], _number: int) -> Cost:
        return run.pulumi(PROGRAMS[program], f"packs-{estate}", "preview", *options, **estate.variables("packs"))

    variants = {program: partial(preview, program, ()) for program in PROGRAMS}
    for program in PROGRAMS:
        for pack, options in PACKS.items():
            variants[f"{program}, {pack}"] = partial(preview, program, options)
    return in_turns(f"preview of {estate} under a policy pack", variants, runs, TARGETS)


def added_by_pack(comparison: Comparison) -> float:
    """Return what the whole pack adds to a preview in terms of what one rule adds, in processor time.

    Of both programs together, since a difference of differences is at the mercy of a busy round; and without their own
    processor time, which no pack changes and which varies by more than a pack adds.
    """

    def added(pack: str) -> float:
        return sum(
            comparison.median(f"{program}, {pack}", measure) - comparison.median(program, measure)
            for program in PROGRAMS
        )

    measure = "s beside the program"
    one, whole = (added(pack) for pack in PACKS)
    return whole / one if one > 0 else float("inf")
