"""Regions that published versions leave: Azure deletes replicas there only when it is told to in that very update."""

from collections.abc import Mapping
from typing import Any

import pulumi

from compute_gallery_rules import region_name
from pulumi_azure_compute_gallery.guarding.guards import Guards
from pulumi_azure_compute_gallery.judging.declared import Declared
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment

__all__ = ["with_retirement"]


def with_retirement(
    inputs: Mapping[str, Any], version: pulumi.Resource, permitted: pulumi.Output[None]
) -> dict[str, Any]:
    """Return a version's inputs that let Azure delete the replicas in regions that may be retired.

    What may be retired stands on the definition, the gallery or in `guards`, any of which may be declared later than
    the version; all of them are when the verdict is known.
    """
    declared, guards = of_this_deployment(Declared), of_this_deployment(Guards)

    def leaves_a_region(_: None) -> bool:
        """Tell whether a region that may be retired is none of the version's target regions."""
        noted = declared.of(version)
        if noted is None or noted.place is None:
            return False
        profile = noted.inputs.get("publishingProfile")
        regions = profile.get("targetRegions") if isinstance(profile, Mapping) else None
        listed = regions if isinstance(regions, list) else ()
        names = [region.get("name") for region in listed if isinstance(region, Mapping)]
        kept = {region_name(name) for name in names if isinstance(name, str)}
        return any(region_name(region) not in kept for region in guards.permissions.retired_regions(noted.place))

    safety = {**inputs["safetyProfile"], "allowDeletionOfReplicatedLocations": permitted.apply(leaves_a_region)}
    return {**inputs, "safetyProfile": safety}
