"""Faults that come with the work of a PUT, in the same transaction: a replica that fails, a resource not yet seen."""

from dataclasses import replace

from compute_gallery_emulator.clock import SECOND
from compute_gallery_emulator.fault_plan import FaultRule
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, text_at
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.resource_id import Address
from compute_gallery_emulator.resource_type import Estate

__all__ = ["bring_along"]

_CREATED, _OK = 201, 200


def bring_along(rule: FaultRule, estate: Estate, address: Address, answer: Answer, request_id: str) -> bool:
    """Let a fault happen to what a PUT has just written; return whether it could."""
    store, now = estate.store, estate.now
    record = store.get(address.key, now)
    if record is None:
        return False
    if rule.fault == "notYetVisible":
        if answer.status != _CREATED:
            return False
        visible = now + round(rule.seconds * SECOND)
        store.put(replace(record, private=record.private | {"visibleFrom": visible}))
        return True
    replicas: list[JsonValue] = []
    failing: list[str] = []
    for replica in list_at(record.private, "replication"):
        region, begun = text_at(replica, "region"), replica.get("started")
        if region in rule.regions and isinstance(begun, int) and begun >= now:
            failing.append(region)
            replicas.append(replica | {"failure": _details(region)})
        else:
            replicas.append(replica)
    if not failing:
        return False
    failure = _failure(failing)
    store.put(replace(record, private=record.private | {"replication": replicas, "failure": failure}))
    store.fail_operation(request_id, failure)
    return True


def _details(region: str) -> str:
    return f"The replication to {region} failed because of an internal error. Try again later."


def _failure(regions: list[str]) -> JsonObject:
    # The text is azure-cli's issue 15539, which does not show the code.
    details = ",".join(f"{{region:{region}, detail:{_details(region)}}}" for region in regions)
    message = (
        "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: "
        f"'{details}'. If retry does not work, please contact support with the details."
    )
    return {"code": "ReplicationJobsFailed", "message": message}
