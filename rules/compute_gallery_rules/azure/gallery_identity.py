"""The managed identity of a gallery."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, entries, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.resource_ids import parse_resource_id
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["gallery_identity"]

IDENTITIES = "identity.userAssignedIdentities"
TYPE = "microsoft.managedidentity/userassignedidentities"
ID_ALLOWED = (
    "/subscriptions/<subscription>/resourceGroups/<group>/providers/"
    "Microsoft.ManagedIdentity/userAssignedIdentities/<name>"
)


def gallery_identity(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a gallery's identity has user assigned identities where, and only where, its type says so.

    Source: Azure Resource Manager's pages on managed identities: the identity ids must not be empty for the type
    UserAssigned, and are not accepted for the others.
    """
    for path, value in entries(inputs, IDENTITIES):
        parsed = parse_resource_id(value) if isinstance(value, str) else None
        if value is not UNKNOWN and (not parsed or parsed.type.lower() != TYPE):
            yield Problem(path, value, "is no resource id of a user assigned identity", ID_ALLOWED)
    kind, listed = text(read(inputs, "identity.type")), read(inputs, IDENTITIES)
    if not isinstance(kind, str) or not isinstance(listed, list | tuple | Mapping | None):
        return
    assigned = "userassigned" in [part.strip().lower() for part in kind.split(",")]
    if assigned and not listed:
        problem = f"is missing for the type {printable(kind)}"
        yield Problem(IDENTITIES, None, problem, "at least one identity's resource id", f'["{ID_ALLOWED}"]')
    if listed and not assigned:
        problem = "stand beside a type that has none"
        yield Problem(IDENTITIES, listed, problem, "the type UserAssigned beside them", "identity.type UserAssigned")
