"""What Azure accepts beside what it refuses in the same fields, and what was probably not meant."""

from collections.abc import Iterator

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.judge import RULES
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs

__all__ = ["DOUBTING_RULES", "doubtful_values"]

DOUBTING_RULES = (
    "community-gallery",
    "confidential-vm-encryption",
    "disk-encryption-set-id",
    "encryption-luns",
    "enumerations",
    "features",
    "replica-count",
    "source-id",
    "tags",
    "vhd-address",
)
"""The rules on what Azure refuses that doubt other values of the same fields."""


def doubtful_values(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Yield the doubts of the rules on what Azure refuses: a policy of such a rule reports the refusals only.

    Sources: those of the rules themselves.
    """
    for rule in RULES:
        if rule.name in DOUBTING_RULES and context.kind in rule.kinds:
            yield from (problem for problem in rule.check(inputs, context) if problem.severity is Severity.WARNING)
