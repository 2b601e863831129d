"""From a request to its answer: which of the few kinds of address it names, and what may be done there."""

from collections.abc import Callable

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.clock import Clock
from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.lifecycle import Lifecycle
from compute_gallery_emulator.operations import Answer, poll, poll_match
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.resource_id import Address, parse_path
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store
from compute_gallery_emulator.views import answer_view, is_view

__all__ = ["Effects", "answer", "error_body"]

_WRITES = ("PUT", "PATCH", "DELETE", "POST")

Effects = Callable[[Address, Answer, int], None]
"""What comes with a change, in its transaction: called with its address, its answer and the moment."""


def answer(request: ArmRequest, store: Store, clock: Clock, settings: Settings, effects: Effects) -> Answer:
    """Answer one request. What it changes is in the data file before this returns; raises `ArmError` for a refusal."""
    now = clock.now()
    address = None
    where = poll_match(request.raw_path.decode("latin-1"))
    if where is None:
        address = parse_path(request.raw_path)
    elif request.method != "GET":
        raise _not_allowed(request.method, ("GET",))
    else:
        return poll(store, where, now, monitor=request.query.get("monitor", "").lower() == "true", settings=settings)
    if is_view(address):
        if request.method != "GET":
            raise _not_allowed(request.method, ("GET",))
        return answer_view(address, request, store, now)
    if request.method not in _WRITES:
        return _on_resource(request, store, settings, address, now)
    with store.transaction():
        result = _on_resource(request, store, settings, address, now)
        effects(address, result, now)
    return result


def _on_resource(request: ArmRequest, store: Store, settings: Settings, address: Address, now: int) -> Answer:
    if not address.is_resource:
        return _on_collection(request, store, settings, address, now)
    lifecycle = Lifecycle.of(store, settings, request, address, now)
    methods = {
        "GET": lifecycle.get,
        "HEAD": lifecycle.head,
        "PUT": lifecycle.put,
        "PATCH": lifecycle.patch,
        "DELETE": lifecycle.delete,
    }
    if request.method not in methods:
        raise _not_allowed(request.method, tuple(methods))
    return methods[request.method]()


def _on_collection(request: ArmRequest, store: Store, settings: Settings, address: Address, now: int) -> Answer:
    owner = address.parent
    if owner and owner.is_resource:
        lifecycle = Lifecycle.of(store, settings, request, owner, now)
        action = lifecycle.kind.actions.get(address.types[-1].lower())
        if request.method == "POST" or (action is not None and action.method == request.method):
            return lifecycle.act(address.types[-1])
    if request.method != "GET":
        raise _not_allowed(request.method, ("GET",))
    return Lifecycle.of(store, settings, request, address, now).list()


def _not_allowed(method: str, allowed: tuple[str, ...]) -> ArmError:
    message = (
        f"The HTTP method {method[:20]!a} is not supported at this address. Supported methods are: "
        f"{', '.join(allowed)}."
    )
    return ArmError(405, "HttpMethodNotAllowed", message, headers={"Allow": ", ".join(allowed)})


def error_body(error: ArmError) -> JsonObject:
    """Return the body of a refusal."""
    return {"error": {**error.details()}}
