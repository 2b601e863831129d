"""A resource among the others of its stack, for the rules that look at several at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.together.source_agreement import DeclaredSource
from compute_gallery_rules.values.inputs import Inputs

__all__ = ["DeclaredOrigin", "DeclaredResource", "StackCheck", "StackProblem"]


@dataclass(frozen=True, slots=True)
class DeclaredOrigin:
    """What a version is made from, where the stack declares it too."""

    name: str
    """The name under which the program declares it."""
    kind: DeclaredSource
    inputs: Inputs
    """In azure-native's shape, with UNKNOWN for what is not known yet. It may hold anything."""
    is_new: bool
    """Whether it is only now being made: its id is not known yet."""


@dataclass(frozen=True, slots=True)
class DeclaredResource:
    """A gallery, a definition or a version as a stack holds it."""

    urn: str
    """What tells it from the others, and where a finding is shown."""
    name: str
    """The name under which the program declares it."""
    kind: ResourceKind
    inputs: Inputs
    """In azure-native's shape of inputs, with UNKNOWN for what is not known yet. It may hold anything."""
    depends_on: frozenset[str] = field(default_factory=frozenset)
    """The URNs of the galleries, definitions and versions that it waits for, directly or through resources of other
    kinds. What those wait for stands with them: in a long chain, all of it with each would be too much."""
    references: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The URNs of the resources that each of its inputs comes from, by the input's name: Pulumi's property
    dependencies. They tell what belongs together where names are not known yet."""
    provider: str = ""
    """What tells the provider, and so the subscription, from others; empty where there is but one."""
    resource_id: str | None = None
    """The Azure resource id, where it is known."""
    origin: DeclaredOrigin | None = None
    """The one virtual machine, managed image, disk or snapshot that a version's storage profile comes from."""


StackProblem = tuple[DeclaredResource, Problem]
"""What is wrong with one of the resources, because of the others."""

StackCheck = Callable[..., Iterable[StackProblem]]
"""Takes a sequence of `DeclaredResource` and the rule's settings by keyword, and yields what is wrong.

The inputs are made of what the resources give back: anything may be missing. It skips UNKNOWN, and never raises.
"""
