"""What the declarations of one run add to, and how much of Azure's quota they use."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pulumi

from compute_gallery_rules import Finding, ResourceKind, over_quota, region_name
from pulumi_azure_compute_gallery.running.component_title import component_title
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment

__all__ = ["QuotaUse", "counted"]


def counted(kind: ResourceKind, inputs: Mapping[str, Any], component: pulumi.Resource, name: str) -> dict[str, Any]:
    """Count a resource for the quota, and return those of its azure-native inputs that the summary is made of."""
    title = component_title(component, name)
    of_this_deployment(QuotaUse).note(kind, inputs.get("location"), component, title)
    return {"kind": kind.value, **{name: inputs[name] for name in ("location", "publishingProfile") if name in inputs}}


class QuotaUse:
    """Counts what one run declares in each region, and warns once where it is more than Azure's quota."""

    def __init__(self) -> None:
        self._declared: Counter[tuple[ResourceKind, str]] = Counter()
        self._told: set[tuple[ResourceKind, str]] = set()

    def note(self, kind: ResourceKind, location: object, resource: pulumi.Resource, label: str) -> None:
        """Count a resource where its location is known; the one that is too many has the warning."""
        later(location, lambda region: self._note(kind, region, resource, label))

    def _note(self, kind: ResourceKind, region: object, resource: pulumi.Resource, label: str) -> None:
        """Count a resource in a region."""
        if not isinstance(region, str):
            return
        key = kind, region_name(region)
        self._declared[key] += 1
        problem = over_quota(kind, region_name(region), self._declared[key])
        if problem and key not in self._told:
            self._told.add(key)
            pulumi.log.warn(Finding.of("quota", problem).text(label), resource)
