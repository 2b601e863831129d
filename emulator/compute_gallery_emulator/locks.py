"""Management locks (Microsoft.Authorization/locks): what they keep from being deleted."""

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.json_values import value_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_id import Address
from compute_gallery_emulator.resource_type import Estate

__all__ = ["LOCK_TYPE", "judge_locks", "judge_write_locks"]

LOCK_TYPE = "Microsoft.Authorization/locks"


def judge_locks(record: Record, estate: Estate) -> None:
    """Refuse a deletion (409 ScopeLocked) that a lock on the resource, above it, or on anything inside it forbids."""
    if record.type.lower() == LOCK_TYPE.lower():
        return
    key = f"{record.key}/"
    for lock in estate.of_type(record.subscription, LOCK_TYPE):
        scope = f"{lock.container}/"
        if (key.startswith(scope) or scope.startswith(key)) and _forbids(lock):
            message = (
                f"The scope '{record.id}' cannot perform delete operation because following scope(s) are locked: "
                f"'{lock.id.rsplit('/providers/', 1)[0]}'. Please remove the lock and try again."
            )
            raise ArmError(409, "ScopeLocked", message)


def judge_write_locks(address: Address, estate: Estate) -> None:
    """Refuse a change (409 ScopeLocked) that a ReadOnly lock on the resource or above it forbids."""
    if address.type_name.lower() == LOCK_TYPE.lower():
        return
    key = f"{address.key}/"
    for lock in estate.of_type(address.subscription, LOCK_TYPE):
        if key.startswith(f"{lock.container}/") and _level(lock) == "readonly":
            message = (
                f"The scope '{address.id}' cannot perform write operation because following scope(s) are locked: "
                f"'{lock.id.rsplit('/providers/', 1)[0]}'. Please remove the lock and try again."
            )
            raise ArmError(409, "ScopeLocked", message)


def _forbids(lock: Record) -> bool:
    return _level(lock) in {"cannotdelete", "readonly"}


def _level(lock: Record) -> str:
    return str(value_at(lock.body, "properties", "level")).lower()
