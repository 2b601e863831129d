"""Places that published versions leave: Azure deletes replicas there only when it is told to in that very update."""

from collections.abc import Mapping
from typing import Any

import pulumi

from compute_gallery_rules import leaves_a_place
from pulumi_azure_compute_gallery.guarding.guards import Guards
from pulumi_azure_compute_gallery.judging.declared import Declared
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment

__all__ = ["with_retirement"]


def with_retirement(
    inputs: Mapping[str, Any], version: pulumi.Resource, permitted: pulumi.Output[None]
) -> dict[str, Any]:
    """Return a version's inputs that let Azure delete the replicas in regions and edge zones that may be retired.

    What may be retired stands on the definition, the gallery or in `guards`, any of which may be declared later than
    the version; all of them are when the verdict is known.
    """
    declared, guards = of_this_deployment(Declared), of_this_deployment(Guards)

    def leaves(_: None) -> bool:
        """Tell whether a region or edge zone that may be retired is none that the version goes to."""
        noted = declared.of(version)
        if noted is None or noted.place is None:
            return False
        return leaves_a_place(noted.inputs, guards.permissions.retired_regions(noted.place))

    safety = {**inputs["safetyProfile"], "allowDeletionOfReplicatedLocations": permitted.apply(leaves)}
    return {**inputs, "safetyProfile": safety}
