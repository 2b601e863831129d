"""How messages call a component."""

import pulumi

from compute_gallery_rules.values.printable import shortened

__all__ = ["component_title"]


def component_title(component: pulumi.Resource, name: str) -> str:
    """Return the kind of a component and its logical name, which is quoted, and cut where it has no end."""
    return f"{type(component).__name__} '{shortened(name)}'"
