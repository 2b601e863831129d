"""One request on a type of the table, at one moment: what it is about, and the answers that change nothing."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from compute_gallery_emulator.api_versions import judge_api_version
from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.catalogue import resource_type
from compute_gallery_emulator.envelope import render
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.resource_id import RESOURCE_GROUP_TYPE, Address
from compute_gallery_emulator.resource_type import Estate, ResourceType, View
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store

__all__ = ["Reading"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """GET, HEAD and the lists. The names with an underscore are for the writing methods too."""

    store: Store
    settings: Settings
    request: ArmRequest
    address: Address
    kind: ResourceType
    api_version: str
    now: int

    @classmethod
    def of(cls, store: Store, settings: Settings, request: ArmRequest, address: Address, now: int) -> Self:
        """Look up the type; raises `ArmError` for a type or a version of its API that is not served."""
        asked = request.query.get("api-version")
        version = judge_api_version(asked, (), address.type_name, "")
        kind = resource_type(address.type_name, version)
        judge_api_version(asked, kind.api_versions, kind.name, "")
        address = address.with_types(kind.namespace, kind.types)
        return cls(
            store=store, settings=settings, request=request, address=address, kind=kind, api_version=version, now=now
        )

    @property
    def _estate(self) -> Estate:
        return Estate(self.store, self.now)

    def _judge_surroundings(self) -> None:
        """Refuse what stands in a group or under a parent that does not exist (404) or is being deleted (409)."""
        if self.address.resource_group and self.kind.name != RESOURCE_GROUP_TYPE:
            group = self._group()
            if group.state_at(self.now) == "Deleting":
                message = (
                    f"The resource group '{group.name}' is in deprovisioning state and cannot perform this operation."
                )
                raise ArmError(409, "ResourceGroupBeingDeleted", message)
        parent = self.address.parent
        if parent and self._seen(parent.key) is None:
            name = "/".join(parent.names)
            message = f"Can not perform requested operation on nested resource. Parent resource '{name}' not found."
            raise ArmError(404, "ParentResourceNotFound", message)

    def _group(self) -> Record:
        key = f"/subscriptions/{self.address.subscription}/resourcegroups/{self.address.resource_group}".lower()
        group = self.store.get(key, self.now)
        if group is None:
            message = f"Resource group '{self.address.resource_group}' could not be found."
            raise ArmError(404, "ResourceGroupNotFound", message, headers={"x-ms-failure-cause": "gateway"})
        return group

    def _view(self, state: str, *, listed: bool = False) -> View:
        expand = f"{self.request.query.get('$expand', '')},{self.request.query.get('$select', '')}"
        return View(now=self.now, state=state, api_version=self.api_version, expand=expand, listed=listed)

    def get(self) -> Answer:
        """Read one resource."""
        record = self._found()
        return Answer(200, render(self.kind, record, self._view(record.state_at(self.now))))

    def head(self) -> Answer:
        """Say whether the resource exists: 204 or 404."""
        return Answer(204 if self._seen(self.address.key) else 404)

    def _seen(self, key: str) -> Record | None:
        record = self.store.get(key, self.now)
        return record if record and record.is_visible_at(self.now) else None

    def _found(self) -> Record:
        record = self._seen(self.address.key)
        if record is None:
            if self.address.resource_group:
                self._group()
            raise self._not_found()
        return record

    def _not_found(self) -> ArmError:
        missing = self.address
        # Azure names the outermost resource of the path that is not there (recorded for a subnet).
        while missing.parent and self._seen(missing.parent.key) is None:
            missing = missing.parent
        words = "/".join(f"{type_}/{name}" for type_, name in zip(missing.types, missing.names, strict=True))
        where = f" under resource group '{self.address.resource_group}'" if self.address.resource_group else ""
        message = (
            f"The Resource '{self.address.namespace}/{words}'{where} was not found. For more details please go to "
            "https://aka.ms/ARMResourceNotFoundFix"
        )
        return ArmError(404, "ResourceNotFound", message, headers={"x-ms-failure-cause": "gateway"})

    def list(self) -> Answer:
        """Read one page of the resources of the type in the scope of the address."""
        page, after = self.settings.page_size, self._skip()
        if self.address.resource_group:
            self._group()
        parent = self.address.parent
        if parent and self._seen(parent.key) is None:
            self._judge_surroundings()
        scope = self.address.scope.lower()
        if parent or self.address.resource_group or scope.count("/") > 2:  # noqa: PLR2004 - deeper than a subscription
            container = parent.key if parent else scope
            found = self.store.in_container(container, self.kind.name, self.now, after=after, limit=page + 1)
        else:
            found = self.store.in_subscription(
                self.address.subscription, self.kind.name, self.now, after=after, limit=page + 1
            )
        shown = found[:page]
        value = [
            render(self.kind, record, self._view(record.state_at(self.now), listed=True))
            for record in shown
            if record.is_visible_at(self.now)
        ]
        if len(found) <= page:
            return Answer(200, {"value": [*value]})
        path = self.request.raw_path.decode("ascii")
        asked = {name: text for name, text in self.request.query.items() if name not in {"api-version", "$skiptoken"}}
        query = urlencode({"api-version": self.api_version, **asked, "$skiptoken": shown[-1].sequence}, safe="$")
        link = f"{self.request.base}{path}?{query}"
        return Answer(200, {"value": [*value], "nextLink": link})

    def _skip(self) -> int:
        token = self.request.query.get("$skiptoken", "0")
        if not (token.isascii() and token.isdigit() and len(token) < 19):  # noqa: PLR2004 - what SQLite counts to
            raise ArmError(400, "InvalidSkipToken", "The $skiptoken is not one that this service answered.")
        return int(token)
