"""Which faults a request meets: the rules of a plan, drawn in their order, with a seed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from random import Random
from urllib.parse import unquote

from compute_gallery_emulator.fault_plan import FaultPlan, FaultRule

__all__ = ["Drawn", "Faults"]

_EFFECTS = {"notYetVisible": ("*/providers/*",), "replicationFailure": ("*/galleries/*/*/*/versions/*",)}
"""Faults that come with the work of a PUT, and the paths on which they can happen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """What one request meets, as numbers of the rules."""

    ending: FaultRule | None = None
    """The fault that takes the place of the answer, or cuts it off."""
    seconds: float = 0.0
    """How long the answer is held back."""
    effects: tuple[tuple[int, FaultRule], ...] = field(default=())
    """What the work of the request is to bring along, with the numbers of the rules."""


class Faults:
    """The plan in force, and how often each of its rules has happened."""

    def __init__(self, plan: FaultPlan | None = None) -> None:
        self.put(plan or FaultPlan())

    def put(self, plan: FaultPlan) -> None:
        """Take another plan, and begin to count anew."""
        self.plan = plan
        self.happened = [0] * len(plan.rules)
        self._matched = [0] * len(plan.rules)
        # A plan that repeats itself is wanted here, not secrecy.
        self._random = Random(plan.seed)  # noqa: S311 - to repeat a run, no secret

    def draw(self, method: str, raw_path: bytes) -> Drawn:
        """Say what a request meets. The first rule that ends it wins; slow answers add up."""
        if not self.plan.rules:
            return Drawn()
        path = unquote(raw_path, errors="replace").lower().rstrip("/")
        ending, seconds, effects = None, 0.0, []
        for number, rule in self._hits(method, path):
            if rule.fault in _EFFECTS:
                effects.append((number, rule))
            elif rule.fault == "slowAnswer":
                seconds += rule.seconds
                self.happened[number] += 1
            elif ending is None:
                ending = rule
                self.happened[number] += 1
        return Drawn(ending=ending, seconds=seconds, effects=tuple(effects))

    def count(self, number: int) -> None:
        """Note that the work of a request brought a fault along."""
        self.happened[number] += 1

    def _hits(self, method: str, path: str) -> Iterable[tuple[int, FaultRule]]:
        for number, rule in enumerate(self.plan.rules):
            if not _matches(rule, method, path):
                continue
            self._matched[number] += 1
            if self._matched[number] <= rule.skip or self.happened[number] >= rule.count:
                continue
            # Certain faults take nothing from the series, so that a rule more does not change the others.
            if rule.probability >= 1 or self._random.random() < rule.probability:
                yield number, rule


def _matches(rule: FaultRule, method: str, path: str) -> bool:
    if method not in rule.methods or not fnmatchcase(path, rule.path.lower()):
        return False
    return rule.fault not in _EFFECTS or (
        method == "PUT" and all(fnmatchcase(path, pattern) for pattern in _EFFECTS[rule.fault])
    )
