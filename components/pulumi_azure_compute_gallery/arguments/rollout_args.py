"""How the versions of an image definition are rolled out: rings, retention, expected demand."""

from collections.abc import Sequence
from typing import TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.arguments.target_region import TargetRegion

__all__ = ["Demand", "Retention", "Ring"]


class Ring(TypedDict, total=False):
    """A set of regions that a version reaches together: replicated_to and promoted_to name it."""

    name: str
    """Name of the ring, unique in the definition, such as "early". Required."""
    target_regions: Sequence[TargetRegion]
    """Regions of the ring, each in one ring only; either this or replicate_to."""
    replicate_to: Sequence[str]
    """Regions of the ring in the shorthand region[=replicas][=storage]: "chinanorth=2=standard_zrs" (S20)."""


class Retention(TypedDict, total=False):
    """Which of the nested versions stay; the others leave with the next update."""

    keep: int
    """How many of the newest promoted versions stay: 1 or more. Required."""
    pinned: Sequence[str]
    """Versions that stay whatever their age, such as "1.0.0"."""


class Demand(TypedDict, total=False):
    """What is created from a definition's versions at the same time, in one region."""

    virtual_machines: Input[int]
    """Virtual machines: 1 replica for every 50, begun. Default: 0."""
    virtual_machine_scale_sets: Input[int]
    """Virtual machine scale sets: 1 replica for each. Default: 0."""
