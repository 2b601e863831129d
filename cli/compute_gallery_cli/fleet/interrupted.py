"""What a killed run had begun to create: Azure may have it, and the state does not know it yet."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.fleet.engine import Engine

__all__ = ["take_over", "taken_over"]

AT_WORK = ("Creating", "Updating")
TYPES = {
    "azure-native:compute:Gallery": ("galleryName",),
    "azure-native:compute:GalleryImage": ("galleryName", "galleryImageName"),
    "azure-native:compute:GalleryImageVersion": ("galleryName", "galleryImageName", "galleryImageVersionName"),
}
"""The names in the inputs that an id is made of."""
STEPS = ("galleries", "images", "versions")
SUBSCRIPTION = re.compile(r"^/subscriptions/([^/]+)/", re.IGNORECASE)
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


def take_over(
    engine: Engine, stack: str, subscription: str | None, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Put what was begun into the state of a stack, and wait until Azure has finished with it.

    What Azure does not have leaves the state again, by the refresh. Raises CommandFailed.
    """
    engine.replace_state(stack, taken_over(engine.exported(stack), subscription))
    wait = FIRST_WAIT
    while True:
        engine.run("refresh", "--yes", "--skip-preview", "--suppress-outputs", "--stack", stack)
        states = (mapping(one.get("outputs")).get("provisioningState") for one in resources_of(engine.exported(stack)))
        if not any(state in AT_WORK for state in states):
            return
        sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)


def taken_over(exported: Mapping[str, Any], subscription: str | None) -> dict[str, Any]:
    """Return a state without pending operations, and with what was being created, by the id that its inputs give it.

    A create of something else than a gallery, a definition or a version is forgotten, and so is everything where no
    resource of the state and nobody else says which subscription it is.
    """
    deployment = dict(mapping(exported.get("deployment")))
    there = list(resources_of(exported))
    known = {one.get("urn") for one in there}
    subscription = next(subscriptions(there), subscription)
    for operation in sequence(deployment.pop("pending_operations", None)):
        begun = dict(mapping(operation.get("resource")))
        id_ = id_of(str(begun.get("type")), mapping(begun.get("inputs")), subscription)
        if operation.get("type") == "creating" and id_ and begun.get("urn") not in known:
            there.append({**begun, "id": id_, "outputs": begun.get("inputs")})
    return {**exported, "deployment": {**deployment, "resources": there}}


def resources_of(exported: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the resources of a state."""
    yield from sequence(mapping(exported.get("deployment")).get("resources"))


def subscriptions(resources: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the subscriptions that a state names: in ids, and in what it has read of the gallery's stack."""
    for one in resources:
        read = mapping(mapping(one.get("outputs")).get("outputs")).get("galleryId")
        for id_ in (one.get("id"), read):
            if isinstance(id_, str) and (found := SUBSCRIPTION.match(id_)):
                yield found[1]


def id_of(type_: str, inputs: Mapping[str, Any], subscription: str | None) -> str | None:
    """Return the id of a gallery, a definition or a version; None for everything else."""
    names = [inputs.get(field) for field in ("resourceGroupName", *TYPES.get(type_, ()))]
    if type_ not in TYPES or subscription is None or not all(isinstance(name, str) for name in names):
        return None
    path = "/".join(f"{step}/{name}" for step, name in zip(STEPS, names[1:], strict=False))
    return f"/subscriptions/{subscription}/resourceGroups/{names[0]}/providers/Microsoft.Compute/{path}"
