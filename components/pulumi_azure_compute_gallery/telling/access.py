"""The lock and the role assignments of a gallery or a definition, as resources."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pulumi

from compute_gallery_rules import (
    LOCK_LEVELS,
    PRINCIPAL_TYPES,
    ROLES,
    UNKNOWN,
    Finding,
    Severity,
    judge_lock,
    judge_role_assignments,
    printable,
    role_assignment_name,
    role_definition_guid,
    role_definition_id,
)
from pulumi_azure_compute_gallery.arguments.nesting import known_too_late
from pulumi_azure_compute_gallery.running.deferred import is_deferred, later
from pulumi_azure_compute_gallery.running.native_resource import NativeResource
from pulumi_azure_compute_gallery.running.resource_options import of_companion
from pulumi_azure_compute_gallery.shapes.azure_casing import azure_casing
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["Access", "problems_of_access", "problems_of_locked_retention"]

DEFAULT_PRINCIPAL = "User"
"""What azure-native's own classes send for who is not said to be anything else."""

CONDITION_VERSION = "2.0"
"""The version of conditions that Azure recommends, sent by name."""


@dataclass(frozen=True, slots=True)
class Access:
    """Makes the resources that say who may do what with one gallery or definition."""

    component: pulumi.Resource
    name: str
    """Logical name of the component."""
    options: pulumi.ResourceOptions | None
    """The component's options."""
    scope: pulumi.Output[str]
    """Resource id of what they are about."""

    def assign_roles(self, assignments: Sequence[Mapping[str, Any]]) -> None:
        """Give the roles. Each is named after its role and principal, so that the others stay when one goes."""
        for index, assignment in enumerate(assignments):
            role, principal = assignment["role"], assignment["principal_id"]
            who = index if is_deferred(principal) else principal
            inputs = {
                "scope": self.scope,
                "roleAssignmentName": self._resolved(assignment_name, role, principal),
                "roleDefinitionId": self._resolved(definition_id, role),
                "principalId": principal,
                "principalType": later(
                    assignment.get("principal_type", DEFAULT_PRINCIPAL), partial(azure_casing, PRINCIPAL_TYPES)
                ),
                "description": assignment.get("description"),
                "condition": assignment.get("condition"),
                "conditionVersion": condition_version(assignment),
            }
            NativeResource(
                "authorization:RoleAssignment",
                f"{self.name}-{role_label(role)}-{who}",
                without_missing(inputs),
                of_companion(self.component, self.options),
            )

    def lock(
        self, lock: Mapping[str, Any] | None, gallery_name: pulumi.Input[str], after: Sequence[pulumi.Resource]
    ) -> None:
        """Lock the gallery, if so asked, after all that is in it was made: what is made last goes first."""
        if lock is None:
            return
        level = later(lock["level"], partial(azure_casing, LOCK_LEVELS))
        default = later(gallery_name, lambda name: f"{name}-lock")
        inputs = {
            "scope": self.scope,
            "lockName": lock.get("name", default),
            "level": level,
            "notes": lock.get("notes"),
        }
        NativeResource(
            "authorization:ManagementLockByScope",
            f"{self.name}-lock",
            without_missing(inputs),
            of_companion(self.component, self.options, after),
        )

    def _resolved(self, function: Callable[..., str], *values: Any) -> pulumi.Output[str]:  # noqa: ANN401 any values
        """Return a function of the scope and other values."""
        return pulumi.Output.all(self.scope, *values).apply(lambda known: function(*known))


def problems_of_access(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with the lock and the role assignments of a gallery or a definition."""
    lock, assignments = args.get("lock"), args.get("role_assignments")
    for field, value in (("lock", lock), ("role_assignments", assignments)):
        if value is UNKNOWN:
            yield known_too_late(field)
    for index, assignment in enumerate(assignments if isinstance(assignments, list) else ()):
        if assignment is UNKNOWN:
            yield known_too_late(f"role_assignments[{index}]")
    yield from judge_lock(lock)
    yield from judge_role_assignments(assignments)


def problems_of_locked_retention(args: Mapping[str, Any], definitions: object) -> Iterator[Finding]:
    """Warn of a lock on a gallery whose definitions let go of versions: Azure would refuse to delete them."""
    if not isinstance(args.get("lock"), Mapping) or not isinstance(definitions, Mapping):
        return
    for name, definition in definitions.items():
        if isinstance(definition, Mapping) and definition.get("retention"):
            value, problem = printable(name), "has retention, whose deletions Azure refuses under a lock"
            allowed = "a lock, or retention: protection is the one that goes with it"
            yield Finding("lock", "lock", value, problem, allowed, "protection", Severity.WARNING)


def role_label(role: object) -> str:
    """Return how a role is called in logical names: compute-gallery-image-reader; "role" where it is not known yet."""
    if not isinstance(role, str):
        return "role"
    guid = role_definition_guid(role)
    name = next((known for known, of_known in ROLES.items() if of_known == guid), guid or "role")
    return name.lower().replace(" ", "-")


def condition_version(assignment: Mapping[str, Any]) -> Any:  # noqa: ANN401 a text, or what will be one
    """Return the version of a condition's language, where there is a condition."""
    return assignment.get("condition_version", CONDITION_VERSION if "condition" in assignment else None)


def assignment_name(scope: str, role: str, principal: str) -> str:
    """Return the GUID of a role assignment."""
    return role_assignment_name(scope, principal, role_definition_guid(role) or role)


def definition_id(scope: str, role: str) -> str:
    """Return the resource id of a role; one that the rules refuse gets no further than the preview."""
    return role_definition_id(role, scope) or role
