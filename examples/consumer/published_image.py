"""The image that a stack published for a region, from the catalogue that it exports."""

from collections.abc import Mapping
from typing import Any

import pulumi

__all__ = ["published_image"]


def published_image(publisher: str, definition: str, region: str) -> pulumi.Output[str]:
    """Return the id of the latest version of an image definition in a region, spelled chinaeast2 or "China East 2".

    Raises RunError, in the preview, where the publishing stack has no such definition or nothing in that region.
    """
    catalogue = pulumi.StackReference(publisher).get_output("catalogue")
    return catalogue.apply(lambda images: latest_id(images or {}, publisher, definition, region))


def latest_id(catalogue: Mapping[str, Any], publisher: str, definition: str, region: str) -> str:
    """Look the version up. Raises RunError."""
    if definition not in catalogue:
        known = ", ".join(sorted(catalogue)) or "none: is it the right stack, and is it deployed?"
        raise pulumi.RunError(f'stack "{publisher}" publishes no image definition "{definition}". Published: {known}.')
    latest: Mapping[str, str] = catalogue[definition]["latest"]
    version = latest.get(region.replace(" ", "").lower())
    if version is None:
        known = ", ".join(sorted(latest)) or "none"
        raise pulumi.RunError(
            f'image definition "{definition}" of stack "{publisher}" has no version in region "{region}". '
            f"Regions with one: {known}. Deploy to one of these, or ask for a replica there."
        )
    return str(catalogue[definition]["versions"][version]["id"])
