"""A stack's state after `pulumi up` was killed, with what it had begun to create.

Pulumi notes a create before it asks Azure. When it is killed in between, the note stays, and what Azure made in the
meantime is in no state: the next `pulumi up` would create it again, and fail because it exists.
"""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence

__all__ = ["LeftOver", "recovered_state", "subscription_in"]

GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/{{galleryName}}"
IDS = {
    "azure-native:authorization:ManagementLockByScope": "{scope}/providers/Microsoft.Authorization/locks/{lockName}",
    "azure-native:authorization:RoleAssignment": (
        "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}"
    ),
    "azure-native:compute:Gallery": GALLERY,
    "azure-native:compute:GalleryImage": f"{GALLERY}/images/{{galleryImageName}}",
    "azure-native:compute:GalleryImageVersion": (
        f"{GALLERY}/images/{{galleryImageName}}/versions/{{galleryImageVersionName}}"
    ),
    "azure-native:resources:ResourceGroup": GROUP,
}
"""The ids in Azure of the resources that the components and their programs make, out of their inputs."""

PROVIDERS = "pulumi:providers:"
TO_BE_READ = {"refreshBeforeUpdate": True}
"""Has Pulumi read a resource before the next preview or update, should nobody refresh; the reading takes it away."""
SUBSCRIPTION = re.compile(r"/subscriptions/([^/]+)/", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A begun create that becomes no resource of the state."""

    name: str
    """Its logical name."""
    id: str | None
    """Where Azure may have it, while the state has another resource in its place; None where that cannot be told."""


def recovered_state(
    exported: Mapping[str, Any], subscription: str | None
) -> tuple[dict[str, Any], list[str], list[LeftOver]]:
    """Return an exported state in which begun creates are resources, their logical names, and what is left over.

    What takes the place of a resource that the same run had deleted replaces it. What stands for nothing in Azure, or
    is in the state by now, is forgotten. The outputs are those that the inputs foretell: a refresh brings the real
    ones, and drops what Azure does not have. The subscription is asked for where the state does not tell it.
    """
    state = copy.deepcopy(dict(exported))
    deployment = state["deployment"]
    resources = [*sequence(deployment.get("resources"))]
    # What has been replaced, and is still to be deleted, may stand beside a resource: it is in nobody's place.
    places = {mapping(one).get("urn"): at for at, one in enumerate(resources) if not mapping(one).get("delete")}
    taken, left, pending = [], [], []
    for operation in deployment.get("pending_operations") or ():
        resource = operation["resource"]
        if operation["type"] != "creating":
            pending.append(operation)
            continue
        if stands_for_nothing(resource):
            continue
        urn, id_ = resource["urn"], azure_id(resource, subscription_of(resource, resources, subscription))
        name, at = str(urn).rpartition("::")[2], places.get(urn)
        there = None if at is None else mapping(resources[at])
        if is_made(there, id_):
            continue  # by a later run, and Pulumi keeps the note of the one before
        if id_ is None or is_taken(there):
            left.append(LeftOver(name, id_))
            pending.append(operation)
            continue
        taken.append(name)
        begun = {**resource, "id": id_, "outputs": resource["inputs"], **TO_BE_READ}
        if at is None:
            places[urn] = len(resources)
            resources.append(begun)
        else:
            resources[at] = begun  # before what depends on it
    deployment["resources"] = resources
    deployment.pop("pending_operations", None)
    if pending:
        deployment["pending_operations"] = pending
    return state, taken, left


def is_made(there: Mapping[str, Any] | None, id_: str | None) -> bool:
    """Tell whether the resource that a state has under a name is the one with this id in Azure."""
    return is_taken(there) and id_ is not None and str(mapping(there).get("id")).lower() == id_.lower()


def is_taken(there: Mapping[str, Any] | None) -> bool:
    """Tell whether a place in the state has a resource, and not only what the same run had deleted for its successor.

    Pulumi marks that, makes the successor whatever comes, and no refresh reads it.
    """
    return there is not None and not there.get("pendingReplacement")


def stands_for_nothing(resource: Mapping[str, Any]) -> bool:
    """Tell whether a resource is nothing in Azure: a component or a provider, which the next update makes anew."""
    return not resource["custom"] or str(resource["type"]).startswith(PROVIDERS)


def azure_id(resource: Mapping[str, Any], subscription: str | None) -> str | None:
    """Return the id that Azure gives to a resource; None where its type or a part of its name is not known."""
    template = IDS.get(str(resource.get("type")))
    parts = {**mapping(resource.get("inputs")), "subscriptionId": subscription}
    if template is None or not all(isinstance(parts.get(name), str) for name in PLACEHOLDER.findall(template)):
        return None
    return template.format(**parts)


def subscription_of(
    resource: Mapping[str, Any], resources: Iterable[Mapping[str, Any]], otherwise: str | None
) -> str | None:
    """Return the subscription that the resource's provider works in, as far as the state tells it."""
    return next(told_subscriptions(resource.get("provider"), resources), otherwise)


def told_subscriptions(provider: object, resources: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what the provider itself says, then what the ids of its other resources say."""
    listed = [*resources]
    for other in listed:
        configured = mapping(other.get("inputs")).get("subscriptionId")
        if isinstance(configured, str) and f"{other.get('urn')}::{other.get('id')}" == provider:
            yield configured
    for other in listed:
        found = subscription_in(other.get("id")) if other.get("provider") == provider else None
        if found:
            yield found


def subscription_in(id_: object) -> str | None:
    """Return the subscription that an id of Azure begins with; None for what is no such id."""
    found = SUBSCRIPTION.match(id_) if isinstance(id_, str) else None
    return found[1] if found else None
