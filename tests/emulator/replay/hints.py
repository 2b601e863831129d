"""What the answers of a recording say about resources that it uses without making them."""

from collections.abc import Iterator
from typing import Any

from tests.emulator.replay.recording import Recording

__all__ = ["answered_as", "disks_of", "used_by"]


def _answers(recording: Recording) -> Iterator[dict[str, Any]]:
    for exchange in recording.exchanges:
        for response in (exchange.first_response, exchange.response):
            if isinstance(response, dict):
                yield response
                yield from (item for item in response.get("value") or [] if isinstance(item, dict))


def answered_as(recording: Recording, id_: str) -> dict[str, Any]:
    """Return the first settled answer that a resource has of its own, else the first, or an empty object."""
    own = [answer for answer in _answers(recording) if str(answer.get("id", "")).lower() == id_.lower()]
    return next((answer for answer in own if _state(answer) == "Succeeded"), own[0] if own else {})


def _state(answer: dict[str, Any]) -> str:
    return str((answer.get("properties") or {}).get("provisioningState", ""))


def used_by(recording: Recording, id_: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the storage profiles made from a source, each with the whole answer, the fullest first."""
    found = []
    for answer in _answers(recording):
        properties = answer.get("properties") or {}
        storage = properties.get("storageProfile")
        if isinstance(storage, dict) and f'"{id_.lower()}"' in str(properties).lower().replace("'", '"'):
            found.append((storage, answer))
    yield from sorted(found, key=lambda pair: -len(str(pair[0])))


def disks_of(storage: dict[str, Any], id_: str) -> dict[int | None, dict[str, Any]]:
    """Return size and caching of each disk by LUN (None: the OS disk) in a storage profile, in Azure's request form.

    Where a profile is of single disks, only what comes from `id_` is returned, as the OS disk.
    """
    disks: dict[int | None, dict[str, Any]] = {}
    members = [(None, storage.get("osDiskImage") or storage.get("osDisk"))]
    members += [(d.get("lun"), d) for d in (storage.get("dataDiskImages") or storage.get("dataDisks") or [])]
    for lun, disk in members:
        if not isinstance(disk, dict):
            continue
        source = str((disk.get("source") or {}).get("id", "")).lower()
        if source and source != id_.lower():
            continue
        kept = {
            "diskSizeGB": disk.get("sizeInGB", disk.get("diskSizeGB")),
            "caching": disk.get("hostCaching", disk.get("caching")),
            "managedDisk": disk.get("managedDisk"),
            "storageAccountType": disk.get("storageAccountType"),
            "osType": disk.get("osType"),
        }
        disks[None if source else lun] = {name: value for name, value in kept.items() if value is not None}
    return disks
