"""What a conversation takes for granted: groups, parents and sources, created just before they are used."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from compute_gallery_emulator.resource_id import Address, parse_address
from tests.emulator.emulator_harness import Arm
from tests.emulator.replay.hints import answered_as, disks_of, used_by
from tests.emulator.replay.recording import Exchange, Recording

__all__ = ["Sources"]

_API = "2024-03-03"
_OF_EXISTING = re.compile(r"^(?:Cannot update the|Changing property)")


@dataclass
class Sources:
    """Knows one recording, and creates on the emulator what its next exchange needs."""

    arm: Arm
    recording: Recording
    ours: Callable[[str], str]
    """Turns a recorded text into the one that is sent."""
    here: str = "eastus"
    """The location of what the recording does not place."""
    touched: set[str] = field(default_factory=set)
    """Ids that the conversation itself has made or deleted: these are not created for it."""
    problems: list[str] = field(default_factory=list)
    """What could not be created for the last exchange."""

    def before(self, exchange: Exchange) -> None:
        """Create what the exchange needs and nobody has made; `problems` says what could not be."""
        self.problems.clear()
        body = exchange.request if isinstance(exchange.request, dict) else {}
        self.here = body.get("location") or self.here
        path = exchange.bare_path
        address = parse_address(self.ours(path))
        owner = address or parse_address(self.ours(path.rsplit("/", 1)[0]))
        if owner is None or exchange.status == 404 or owner.types[0] == "locations":
            return
        self._surroundings(owner)
        updates = exchange.method != "PUT" or exchange.status == 200 or _OF_EXISTING.match(self._message(exchange))
        if address is None or (updates and exchange.status != 204):
            self._ensure(owner)
        if address is None and exchange.method == "GET":
            for item in (exchange.response or {}).get("value", []):
                self._ensure_listed(str(item.get("id", "")), owner)
        for id_ in _ids(body):
            self._use(id_, body, owner)
        if exchange.method in {"PUT", "DELETE"}:
            self.touched.add(owner.key)

    @staticmethod
    def _message(exchange: Exchange) -> str:
        return str(exchange.error.get("message", ""))

    def _exists(self, address: Address) -> bool:
        return self.arm("GET", address.id, api=_API).status_code == 200

    def _surroundings(self, address: Address) -> None:
        if address.resource_group:
            group = f"/subscriptions/{address.subscription}/resourceGroups/{address.resource_group}"
            if self.arm("HEAD", group, api="2024-11-01").status_code == 404:
                answered = answered_as(self.recording, group.replace(self.ours("{sub}"), "{sub}"))
                body = {"location": answered.get("location", self.here), "tags": answered.get("tags", {})}
                self.arm("PUT", group, body, api="2024-11-01")
        if address.parent:
            self._ensure(address.parent)

    def _ensure(self, address: Address, location: str = "", like: str = "") -> None:
        """Create a resource unless it is there, or the conversation has dealt with it. `like` is who uses it."""
        if address.key in self.touched or address.namespace == "Microsoft.Resources" or self._exists(address):
            return
        self._surroundings(address)
        body = self._body(address, location or self.here, like)
        answer = self.arm("PUT", address.id, body, api=_API)
        if answer.status_code >= 300:
            self.problems.append(f"cannot create {address.id}, which it uses: {answer.text}")
        self.arm.advance(100_000)

    def _ensure_listed(self, id_: str, owner: Address) -> None:
        address = parse_address(self.ours(id_))
        if address is None or not address.key.startswith(owner.key):
            return
        self._ensure(address)

    def _use(self, id_: str, body: dict[str, Any], user: Address) -> None:
        address = parse_address(self.ours(id_))
        if address is None:
            return
        self._ensure(address, body.get("location", self.here), user.id)
        if address.types[-1].lower() != "virtualmachines":
            return
        definition = self._definition_of(user)
        if user.types == ("images",) or definition.get("osState") == "Generalized":
            self.arm("POST", f"{address.id}/deallocate", api=_API)
            self.arm("POST", f"{address.id}/generalize", api=_API)

    def _definition_of(self, user: Address) -> dict[str, Any]:
        if user.types != ("galleries", "images", "versions") or user.parent is None:
            return {}
        return dict(self.arm("GET", user.parent.id, api=_API).json().get("properties", {}))

    def _body(self, address: Address, location: str, like: str) -> dict[str, Any]:
        theirs = self._recorded_id(address)
        answered = answered_as(self.recording, theirs)
        location = answered.get("location", location)
        user = parse_address(like) if like else None
        about = self._definition_of(user) if user else {}
        kind = "/".join(address.types).lower()
        properties = dict(_translated(answered.get("properties") or {}, self.ours))
        if kind == "virtualmachines":
            properties = self._machine(theirs, about)
        elif kind == "images":
            properties = self._managed_image(theirs, about)
        elif kind in {"disks", "snapshots"}:
            properties = self._disk(theirs, properties)
        elif kind == "galleries/images":
            properties = properties or _definition(address, about)
        elif kind == "galleries/images/versions":
            properties = self._version(address, properties, theirs)
        elif kind == "galleries/applications":
            properties = properties or {"supportedOSType": "Linux"}
        properties.pop("provisioningState", None)
        body: dict[str, Any] = {"location": location, "properties": properties}
        body |= {name: answered[name] for name in ("tags", "sku", "identity", "plan") if name in answered}
        if kind == "virtualmachines" and about.get("purchasePlan"):
            body["plan"] = about["purchasePlan"]
        return body

    def _recorded_id(self, address: Address) -> str:
        return address.id.replace(self.ours("{sub}"), "{sub}")

    def _profile(self, id_: str, about: dict[str, Any]) -> dict[str, Any]:
        storage = next((storage for storage, _ in used_by(self.recording, id_)), {})
        disks = disks_of(storage, id_)
        os_disk: dict[str, Any] = {"osType": about.get("osType", "Linux")} | disks.pop(None, {})
        managed = os_disk.pop("storageAccountType", None)
        if managed:
            os_disk["managedDisk"] = (os_disk.get("managedDisk") or {}) | {"storageAccountType": managed}
        data = []
        for lun, disk in disks.items():
            managed = disk.pop("storageAccountType", None)
            if managed:
                disk["managedDisk"] = (disk.get("managedDisk") or {}) | {"storageAccountType": managed}
            data.append({"lun": lun, **disk})
        profile = {"osDisk": os_disk, "dataDisks": data}
        return dict(_translated(profile, self.ours))

    def _machine(self, id_: str, about: dict[str, Any]) -> dict[str, Any]:
        return {"storageProfile": self._profile(id_, about)}

    def _managed_image(self, id_: str, about: dict[str, Any]) -> dict[str, Any]:
        profile = self._profile(id_, about)
        profile["osDisk"]["osState"] = about.get("osState", "Generalized")
        return {"storageProfile": profile, "hyperVGeneration": about.get("hyperVGeneration", "V1")}

    def _disk(self, id_: str, answered: dict[str, Any]) -> dict[str, Any]:
        size = answered.get("diskSizeGB")
        for storage, _ in used_by(self.recording, id_):
            size = size or disks_of(storage, id_).get(None, {}).get("diskSizeGB")
        kept = {name: answered[name] for name in ("osType", "hyperVGeneration", "encryption") if name in answered}
        return {"creationData": {"createOption": "Empty"}, "diskSizeGB": size or 30} | kept

    def _version(self, address: Address, answered: dict[str, Any], id_: str) -> dict[str, Any]:
        storage = answered.get("storageProfile")
        profile = answered.get("publishingProfile") or {}
        if not storage:
            used = next((storage for storage, _ in used_by(self.recording, id_)), {})
            size = disks_of(used, id_).get(None, {}).get("diskSizeGB", 30)
            disk = address.id.split("/galleries/", 1)[0] + f"/disks/made-for-{address.names[0]}-{address.name}"
            body = {"location": self.here, "properties": {"creationData": {"createOption": "Empty"}}}
            body["properties"]["diskSizeGB"] = size  # type: ignore[index]  # an object, two lines above
            self.arm("PUT", disk, body, api=_API)
            storage = {"osDiskImage": {"source": {"id": disk}}}
        for source in _ids(storage):
            self._use(source, {"location": self.here}, address)
        return {"publishingProfile": profile, "storageProfile": _translated(storage, self.ours)}


def _definition(address: Address, like: dict[str, Any]) -> dict[str, Any]:
    kept = {name: like[name] for name in ("osType", "osState", "hyperVGeneration", "architecture") if name in like}
    identifier = {"publisher": "made", "offer": "for-the-replay", "sku": address.name}
    return {"osType": "Linux", "osState": "Generalized", "identifier": identifier} | kept


def _ids(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)
    elif isinstance(value, str) and value.startswith("/subscriptions/") and "/providers/" in value:
        yield value


def _translated(value: Any, ours: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _translated(inner, ours) for name, inner in value.items()}
    if isinstance(value, list):
        return [_translated(inner, ours) for inner in value]
    return ours(value) if isinstance(value, str) else value
