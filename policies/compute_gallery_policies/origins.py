"""What a version of a stack is made from, where the stack declares that too."""

from collections.abc import Callable, Mapping
from typing import Final

from pulumi_policy import PolicyResource

from compute_gallery_policies.tokens import token_name
from compute_gallery_rules.together.declared import DeclaredOrigin
from compute_gallery_rules.together.source_agreement import DeclaredSource

__all__ = ["OutputsOf", "declared_origin"]

OutputsOf = Callable[[PolicyResource], dict[str, object]]
"""Returns what a resource gives back, in plain dicts and lists."""

KINDS: Final[Mapping[str, DeclaredSource]] = {
    "VirtualMachine": "virtual_machine",
    "Image": "managed_image",
    "Disk": "disk",
    "Snapshot": "snapshot",
}


def declared_origin(version: PolicyResource, outputs_of: OutputsOf) -> DeclaredOrigin | None:
    """Return the one resource of azure-native that a version's storage profile comes from; None for none or several."""
    found = {each.urn: each for each in version.property_dependencies.get("storageProfile", ())}
    origins: list[tuple[PolicyResource, DeclaredSource]] = [
        (each, kind) for each in found.values() if (kind := KINDS.get(token_name(each.resource_type) or ""))
    ]
    if len(origins) != 1:
        return None
    [(origin, kind)] = origins
    outputs = outputs_of(origin)
    return DeclaredOrigin(origin.name, kind, outputs, is_new=not isinstance(outputs.get("id"), str))
