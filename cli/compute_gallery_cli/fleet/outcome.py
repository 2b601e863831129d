"""What came of one stack."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

__all__ = ["COLUMNS", "Outcome", "State", "Told", "words"]

COLUMNS = ("create", "update", "replace", "delete", "unchanged")
"""What can become of a resource, in the order in which it is shown."""
COLUMN_OF = {
    "create": "create",
    "import": "create",
    "update": "update",
    "replace": "replace",
    "create-replacement": "replace",
    "delete": "delete",
    "same": "unchanged",
}
"""Pulumi's operations; those that are not here (reading, the steps of a replacement) are no change of their own."""
DONE = {"create": "created", "update": "updated", "replace": "replaced", "delete": "deleted"}


class State(Enum):
    """How far a stack has come."""

    WAITING = "waiting"
    AT_WORK = "at work"
    TO_DO = "to do"
    """Its preview shows a change."""
    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT_OUT = "left out"
    """It was not begun: another stack has failed, or somebody pressed Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a run had to say."""

    severity: str
    """error or warning."""
    text: str
    resource: str = ""
    """What the resource is called in the program; empty where it is about the whole stack."""


@dataclass(slots=True)
class Outcome:
    """The result of one operation on one stack."""

    stack: str
    operation: str
    """preview, up or destroy."""
    state: State = State.WAITING
    changes: Counter[str] = field(default_factory=Counter)
    told: list[Told] = field(default_factory=list)
    is_interrupted: bool = False
    """Whether an earlier run of the stack was killed while it was at something."""
    has_new_outputs: bool = False
    """Whether the stack's outputs would change, even where no resource would."""

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to do."""
        return self.is_interrupted or self.has_new_outputs or any(self.changes[one] for one in COLUMNS[:-1])

    def count(self, operations: Mapping[str, int]) -> None:
        """Take over the counts of a summary by Pulumi."""
        self.changes = Counter()
        for operation, number in operations.items():
            if operation in COLUMN_OF:
                self.changes[COLUMN_OF[operation]] += number

    def tell(self, severity: str, text: str, resource: str = "") -> None:
        """Note what was said, once."""
        told = Told(severity, text, resource)
        if told not in self.told:
            self.told.append(told)

    def document(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "stack": self.stack,
            "state": self.state.value,
            "changes": {name: self.changes[name] for name in COLUMNS},
            "findings": [
                {"severity": one.severity, "resource": one.resource or None, "text": one.text} for one in self.told
            ],
        }


def words(outcome: Outcome) -> str:
    """Say in a few words what came of a stack."""
    if outcome.state in (State.FAILED, State.LEFT_OUT):
        return str(outcome.state.value)
    changed = {name: outcome.changes[name] for name in COLUMNS[:-1] if outcome.changes[name]}
    if not changed and outcome.is_interrupted and outcome.operation == "preview":
        return "interrupted earlier"
    if not changed:
        return "unchanged" if not outcome.has_new_outputs else "outputs only"
    if outcome.operation == "preview":
        return ", ".join(f"{number:,} to {name}" for name, number in changed.items())
    return ", ".join(f"{number:,} {DONE[name]}" for name, number in changed.items())
