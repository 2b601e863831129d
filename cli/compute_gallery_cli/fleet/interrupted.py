"""What a killed run had begun to create: Azure may have it, and the state does not know it yet."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.fleet.engine import CommandFailed, Engine
from compute_gallery_cli.recovered_state import LeftOver, recovered_state, subscription_in

__all__ = ["resources_of", "take_over", "taken_over"]

AT_WORK = ("Creating", "Updating")
FAILED = "Failed"
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


def take_over(engine: Engine, stack: str, subscription: str | None, wait_for: Callable[[float], bool]) -> None:
    """Put what was begun into the state of a stack, and wait until Azure has finished with it.

    What Azure does not have leaves the state again, by the refresh. `wait_for` waits so many seconds, and tells whether
    to give up. Raises CommandFailed.
    """
    engine.replace_state(stack, taken_over(engine.exported(stack), subscription))
    wait = FIRST_WAIT
    while True:
        engine.run("refresh", "--yes", "--skip-preview", "--suppress-outputs", "--stack", stack)
        state = engine.exported(stack)
        if not any(provisioning_state(one) in AT_WORK for one in resources_of(state)):
            break
        if wait_for(wait):
            raise told("stopped while Azure is still at what an earlier run had begun. The same command goes on")
        wait = min(2 * wait, LONGEST_WAIT)
    if any(provisioning_state(one) == FAILED for one in resources_of(state)):
        engine.replace_state(stack, with_failures(state))


def taken_over(exported: Mapping[str, Any], subscription: str | None) -> dict[str, Any]:
    """Return a state without pending operations, and with what was being created, as `gallery recover` does it.

    A change or a deletion that was begun is forgotten: the refresh that follows tells how it has ended. Raises
    CommandFailed where something is left over: an import of the state would forget it.
    """
    known = next(subscriptions(list(resources_of(exported))), subscription)
    recovered, _, left = recovered_state(exported, known)
    if left:
        raise told(f"a run was killed while it created {'; '.join(map(left_over, left))}.")
    recovered["deployment"].pop("pending_operations", None)
    return recovered


def left_over(left: LeftOver) -> str:
    """Return what is left over, why, and what helps."""
    forget = "`pulumi refresh --clear-pending-creates`"
    if left.id is None:
        advice = "Write azure-native:subscriptionId into the file, or import it; where Azure does not have it, "
        return f"{left.name}, whose id in Azure cannot be told from here. {advice}{forget}"
    advice = f"Where Azure has {left.id}, delete it there; then {forget}, and the same command makes it"
    return f"{left.name}, in whose place the state has another resource. {advice}"


def with_failures(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state from which the next update sends again what has failed in Azure, as after a failed update."""
    resources = [
        {**one, "initErrors": ["failed in Azure"]} if provisioning_state(one) == FAILED else one
        for one in resources_of(state)
    ]
    return {**state, "deployment": {**mapping(state.get("deployment")), "resources": resources}}


def provisioning_state(resource: Mapping[str, Any]) -> object:
    """Return how far Azure is with a resource."""
    return mapping(resource.get("outputs")).get("provisioningState")


def told(line: str) -> CommandFailed:
    """Return the error that says one line."""
    return CommandFailed((line,), is_locked=False, text=line)


def resources_of(exported: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the resources of a state."""
    yield from sequence(mapping(exported.get("deployment")).get("resources"))


def subscriptions(resources: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the subscriptions that a state names: in ids, and in what it has read of the gallery's stack."""
    for one in resources:
        read = mapping(mapping(one.get("outputs")).get("outputs")).get("galleryId")
        for id_ in (one.get("id"), read):
            if found := subscription_in(id_):
                yield found
