"""What a rule is: a name, the kinds of resource it judges, a check, and a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from compute_gallery_rules.finding import Finding, Problem, Severity
from compute_gallery_rules.values.inputs import Inputs

__all__ = ["Check", "Context", "ResourceKind", "Rule"]


class ResourceKind(Enum):
    """The resources that rules judge, by azure-native's names."""

    GALLERY = "Gallery"
    IMAGE_DEFINITION = "GalleryImage"
    IMAGE_VERSION = "GalleryImageVersion"


@dataclass(frozen=True, slots=True)
class Context:
    """What a check needs beside the inputs."""

    kind: ResourceKind
    today: datetime
    """The moment that counts as now, with a time zone."""
    published: bool = False
    """Whether the resource exists already with this end of life date. Then a past date is a warning: estates age."""
    max_data_disk_gb: int | None = None
    """The largest data disk in GB; None for Azure's own limit, which depends on the cloud and the replication mode."""


Check = Callable[[Inputs, Context], Iterable[Problem]]
"""Yields what is wrong. It reads inputs that may hold anything, skips UNKNOWN, and never raises."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    name: str
    """Stable for ever, in kebab case; the check is the function of the same name."""
    kinds: tuple[ResourceKind, ...]
    check: Check
    title: str
    """What must hold, in one sentence."""
    severity: Severity = Severity.ERROR
    """The gravest that a finding of this rule can be."""

    def judge(self, inputs: Inputs, context: Context) -> tuple[Finding, ...]:
        """Return this rule's findings; none for a kind of resource that it does not judge."""
        if context.kind not in self.kinds:
            return ()
        return tuple(Finding.of(self.name, problem) for problem in self.check(inputs, context))
