"""What a check has to say: a problem, and the finding that it becomes under the name of its rule."""

from dataclasses import dataclass
from enum import Enum

from compute_gallery_rules.values.printable import MISSING, carries_token, printable

__all__ = ["Finding", "Problem", "Severity"]


class Severity(Enum):
    """How much a finding weighs."""

    ERROR = "error"
    """Azure refuses the declaration."""
    WARNING = "warning"
    """Azure accepts it, or may accept it; it probably is not what was meant."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, as a check yields it."""

    field: str
    """The azure-native path, such as "publishingProfile.targetRegions[1].regionalReplicaCount"."""
    value: object
    """The value as declared. It is printed through `printable`, so it may hold a secret."""
    problem: str
    """What is wrong with the value: a clause such as "is out of range"."""
    allowed: str
    """What Azure allows there."""
    instead: str | None = None
    """What was probably meant, or what to write; None where nobody can tell. With a token in it, it is not told."""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem under the name of the rule that found it, with value and advice made safe to print."""

    rule: str
    """The rule's name, such as "replica-count"."""
    field: str
    """The azure-native path of the field."""
    value: str
    """The value, printable on one line and without secrets."""
    problem: str
    """What is wrong with the value."""
    allowed: str
    """What Azure allows there."""
    instead: str | None
    """What to write instead, or None."""
    severity: Severity
    """ERROR where Azure refuses."""

    @classmethod
    def of(cls, rule: str, problem: Problem) -> "Finding":
        """Put a problem under a rule's name."""
        return cls(
            rule=rule,
            field=problem.field,
            value=printable(problem.value),
            problem=problem.problem,
            allowed=problem.allowed,
            instead=None if carries_token(problem.instead or "") else problem.instead,
            severity=problem.severity,
        )

    def text(self, resource: str, field: str | None = None) -> str:
        """Say it in one line: the resource, the field, the value, what is allowed, what to write instead.

        `field` replaces the azure-native path where the reader wrote another name, such as
        "target_regions[1].replicas".
        """
        advice = f" Write {self.instead}." if self.instead else ""
        value = "" if self.value == MISSING else f": {self.value}"
        return f"{resource}: {field or self.field}{value} {self.problem}. Allowed: {self.allowed}.{advice}"
