"""What a killed run had begun to create: Azure may have it, and the state does not know it yet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.fleet.engine import CommandFailed, Engine
from compute_gallery_cli.fleet.engine_events import EngineEvents
from compute_gallery_cli.fleet.outcome import Outcome
from compute_gallery_cli.output import counted
from compute_gallery_cli.recovered_state import LeftOver, recovered_state, subscription_in

__all__ = ["is_begun", "resources_of", "take_over", "taken_over"]

AT_WORK = ("Creating", "Updating", "Deleting")
FAILED = ("Failed", "Canceled")
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


def is_begun(state: Mapping[str, Any]) -> bool:
    """Tell whether a run was killed while it created, changed or deleted something."""
    return bool(mapping(state.get("deployment")).get("pending_operations"))


def take_over(
    engine: Engine,
    stack: str,
    subscription: str | None,
    *,
    wait_for: Callable[[float], bool],
    note: Callable[[str], None],
) -> None:
    """Put what was begun into the state of a stack, and wait until Azure has finished with it.

    What Azure does not have leaves the state again, by the refresh. `wait_for` waits so many seconds, and tells whether
    to give up; `note` is told once what is waited for. Raises CommandFailed.
    """
    engine.replace_state(stack, taken_over(engine.exported(stack), subscription))
    refresh(engine, stack)
    state, wait = engine.exported(stack), FIRST_WAIT
    if begun := those_in(state, AT_WORK):
        note(f"waits for Azure, which is still at {counted({'resources': len(begun)})} that an earlier run had begun")
    while begun:
        if wait_for(wait):
            engine.replace_state(stack, to_be_sent_again(state, (*AT_WORK, *FAILED)))
            raise told("stopped while Azure is still at what an earlier run had begun. The same command goes on")
        wait = min(2 * wait, LONGEST_WAIT)
        refresh(engine, stack, *(part for one in begun for part in ("--target", str(one["urn"]))))
        state = engine.exported(stack)
        begun = those_in(state, AT_WORK)
    if those_in(state, FAILED):
        engine.replace_state(stack, to_be_sent_again(state, FAILED))


def refresh(engine: Engine, stack: str, *options: str) -> None:
    """Read a stack's resources from Azure. Raises CommandFailed with what the engine has to say of it."""
    outcome = Outcome(stack, "refresh")
    command = ("refresh", "--yes", "--skip-preview", "--json", "--suppress-outputs", "--stack", stack, *options)
    try:
        engine.run(*command, on_line=EngineEvents(outcome, lambda: None), locks=stack)
    except CommandFailed as failed:
        errors = tuple(one.text for one in outcome.told if one.severity == "error")
        raise CommandFailed(errors or failed.lines, failed.is_locked, failed.text) from failed


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


def to_be_sent_again(state: Mapping[str, Any], words: Sequence[str]) -> dict[str, Any]:
    """Return a state from which the next update sends again what Azure has one of these words for.

    That is what Pulumi does after a failed update.
    """
    resources = [
        {**one, "initErrors": ["not finished in Azure"]} if provisioning_state(one) in words else one
        for one in resources_of(state)
    ]
    return {**state, "deployment": {**mapping(state.get("deployment")), "resources": resources}}


def those_in(state: Mapping[str, Any], words: Sequence[str]) -> list[dict[str, Any]]:
    """Return the resources that Azure has one of these words for."""
    return [one for one in resources_of(state) if provisioning_state(one) in words]


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
