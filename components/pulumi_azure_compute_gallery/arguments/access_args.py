"""Who may do what with a gallery or a definition, and what nobody may."""

from typing import TypedDict

from pulumi import Input

__all__ = ["Lock", "RoleAssignment"]


class Lock(TypedDict, total=False):
    """A management lock on the gallery, and so on everything in it.

    It comes after all that is nested in the gallery, and goes before it.
    """

    level: Input[str]
    """CanNotDelete, or ReadOnly, which keeps versions from being published as well. Required."""
    name: Input[str]
    """Name of the lock. Default: the gallery's name with -lock."""
    notes: Input[str]
    """Why it is there; at most 512 characters."""


class RoleAssignment(TypedDict, total=False):
    """A role for one principal, on the gallery or the definition that it is declared at."""

    principal_id: Input[str]
    """Object id of the user, group, service principal or managed identity. Required."""
    role: Input[str]
    """A role's name, such as "Compute Gallery Image Reader", or the id of a role definition. Required."""
    principal_type: Input[str]
    """User, Group, ServicePrincipal, ForeignGroup or Device. Default: User, which is azure-native's."""
    description: Input[str]
    """Why it is there."""
    condition: Input[str]
    """Condition on the resources that the role holds for."""
    condition_version: Input[str]
    """Version of the condition's language. Default: 2.0, where there is a condition."""
