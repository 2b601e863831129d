"""A stack's life by hand and as components: preview, update, preview without change, one more version."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from bench.comparison import Comparison, Target, in_turns
from bench.cost import Cost
from bench.engine_run import EngineRun
from bench.estate import PROGRAMS, Estate

__all__ = ["GROSS", "deployments", "previews"]

UP = ("up", "--yes", "--skip-preview")
PREVIEW_TARGETS = (Target("components", "s", 0.6), Target("components", "MB", 0.65))
"""What a large preview of components may be in terms of one that is written by hand."""

GROSS = (Target("components", "s", 2.0), Target("components", "MB", 1.1))
"""What a small preview may be in terms of one by hand before something is grossly wrong."""

UNCHANGED = ("--expect-no-changes",)


def previews(run: EngineRun, estate: Estate, runs: int, targets: tuple[Target, ...] = PREVIEW_TARGETS) -> Comparison:
    """Preview an estate that does not exist yet."""

    def preview(program: str, number: int) -> Cost:
        place = estate.variables(f"{program}{number}")
        return run.pulumi(PROGRAMS[program], f"preview-{estate}", "preview", **place)

    variants = {program: partial(preview, program) for program in PROGRAMS}
    return in_turns(f"preview of {estate}, from nothing", variants, runs, targets)


def deployments(
    run: EngineRun,
    estate: Estate,
    runs: int,
    beside: Mapping[str, Callable[[int], Cost]] | None = None,
    targets: Sequence[Target] = (),
) -> Iterator[Comparison]:
    """Deploy an estate, preview it without a change, and publish one version into it; each run on a new stack.

    `beside` are other ways to deploy the same, with the targets that one of them may have.
    """
    from_nothing = "update from nothing"
    steps: dict[str, tuple[tuple[str, ...], int]] = {
        from_nothing: (UP, 0),
        "preview without change": (("preview", *UNCHANGED), 0),
        "update with one version more": (UP, 1),
    }
    costs: dict[str, dict[str, list[Cost]]] = {what: {program: [] for program in PROGRAMS} for what in steps}
    for number in range(runs):
        for program, folder in PROGRAMS.items():
            for what, (command, more) in steps.items():
                place = estate.variables(f"up{estate}{program}{number}", more)
                costs[what][program].append(run.pulumi(folder, f"up-{estate}-{number}", *command, **place))
        for name, deploy in (beside or {}).items():
            costs[from_nothing].setdefault(name, []).append(deploy(number))
    for what, of_programs in costs.items():
        yield Comparison(f"{what}, {estate}", of_programs, targets if what == from_nothing else ())
