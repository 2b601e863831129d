"""PUT, PATCH, DELETE and POST on any type of the table. All expect to be inside a transaction."""

from dataclasses import replace

from compute_gallery_emulator.arm_error import ArmError, property_change_not_allowed
from compute_gallery_emulator.catalogue import RESOURCE_TYPES
from compute_gallery_emulator.clock import SECOND
from compute_gallery_emulator.envelope import read_envelope, render
from compute_gallery_emulator.json_values import JsonObject, merged, text_at
from compute_gallery_emulator.locks import judge_locks, judge_write_locks
from compute_gallery_emulator.operations import Answer, OperationUrls, retry_after
from compute_gallery_emulator.reading import Reading
from compute_gallery_emulator.records import Operation, Record
from compute_gallery_emulator.regions import operation_region
from compute_gallery_emulator.resource_id import RESOURCE_GROUP_TYPE
from compute_gallery_emulator.resource_type import Change

__all__ = ["Lifecycle"]


class Lifecycle(Reading):
    """One request that may change one resource."""

    __slots__ = ()

    def put(self) -> Answer:
        """Create or replace."""
        body = self.request.body()
        existing = self._existing_for_write()
        restored = None if existing else self.store.soft_deleted(self.address.key, self.now)
        return self._write(body, existing or restored)

    def patch(self) -> Answer:
        """Merge into what exists; tags are replaced as a whole."""
        body = self.request.body()
        existing = self._existing_for_write()
        if existing is None:
            raise self._not_found()
        self._judge_patch(body)
        whole = merged(existing.body, {name: value for name, value in body.items() if name.lower() != "tags"})
        tags = next((value for name, value in body.items() if name.lower() == "tags"), None)
        return self._write(whole | ({"tags": tags} if tags is not None else {}), existing)

    def _judge_patch(self, body: JsonObject) -> None:
        """Refuse a PATCH of properties that leaves out one which the type wants repeated."""
        properties = next((value for name, value in body.items() if name.lower() == "properties"), None)
        if not isinstance(properties, dict) or not properties:
            return
        sent = {name.lower() for name in properties}
        for name in self.kind.repeated_in_patch:
            if name.lower() not in sent:
                raise property_change_not_allowed(f"{self.kind.schema_root}.properties.{name}")

    def _existing_for_write(self) -> Record | None:
        self._judge_surroundings()
        existing = self.store.get(self.address.key, self.now)
        judge_write_locks(self.address, self._estate)
        if existing is None:
            self.kind.judge_name(self.address.name)
        elif existing.state_at(self.now) == "Deleting":
            message = (
                f"Operation 'Update' is not allowed on '{existing.name}' since it is marked for deletion. You can "
                "only retry the Delete operation (or wait for an ongoing one to complete)."
            )
            raise ArmError(409, "OperationNotAllowed", message)
        return existing

    def _write(self, body: JsonObject, existing: Record | None) -> Answer:
        # What was never built begins anew; a version that failed in some region is updated, and keeps the others.
        failed = (
            existing is not None and existing.state_at(self.now) == "Failed" and not existing.private.get("replication")
        )
        read = read_envelope(self.kind, body, existing)
        change = Change(
            address=self.address,
            api_version=self.api_version,
            body=read,
            existing=None if failed else existing,
            estate=self._estate,
            settings=self.settings,
        )
        accepted = self.kind.accept(change)
        still_creating = existing is not None and existing.state_at(self.now) == "Creating"
        state = self.kind.updated_state if existing and not still_creating else self.kind.created_state
        due = self.now + accepted.takes
        private: JsonObject = {**accepted.private, **({"failure": accepted.failure} if accepted.failure else {})}
        record = Record(
            id=existing.id if existing else self.address.id,
            type=self.kind.name,
            container=self.address.container_key,
            subscription=self.address.subscription.lower(),
            body={**read, **accepted.more, "properties": accepted.properties},
            private=private,
            state=state,
            due=due,
            sequence=existing.sequence if existing else 0,
        )
        record = self.store.put(record)
        status = self.kind.update_status if existing else self.kind.create_status
        if not self.kind.operations or self.kind.name == RESOURCE_GROUP_TYPE:
            return Answer(status, render(self.kind, record, self._view("Succeeded")))
        headers = self._begin(record, due, accepted.failure, with_location=self.kind.put_has_location)
        if not existing:
            headers["Azure-AsyncNotification"] = "Enabled"
        return Answer(status, render(self.kind, record, self._view(state)), headers)

    def _begin(
        self, record: Record, due: int, failure: JsonObject | None = None, *, with_location: bool
    ) -> dict[str, str]:
        operation = Operation(
            id=self.request.request_id,
            subscription=self.address.subscription,
            started=self.now,
            due=due,
            error=failure,
        )
        self.store.put_operation(operation)
        urls = OperationUrls(
            base=self.request.base,
            subscription=self.address.subscription,
            namespace=self.kind.namespace,
            location=self._operation_region(text_at(record.body, "location") or "global"),
            segment=self.kind.operations,
            operation_id=operation.id,
            api_version=self.api_version,
        )
        headers = retry_after(self.settings)
        if self.kind.name != RESOURCE_GROUP_TYPE:
            headers["Azure-AsyncOperation"] = urls.status
        return headers | ({"Location": urls.monitor} if with_location else {})

    def _operation_region(self, location: str) -> str:
        return location if self.kind.operations == "DiskOperations" else operation_region(location)

    def delete(self) -> Answer:
        """Delete; 204 where there is nothing. A resource group takes everything in it along."""
        if self.address.resource_group:
            self._group()
        record = self.store.get(self.address.key, self.now)
        if record is None:
            return Answer(204)
        if record.state_at(self.now) != "Deleting":
            judge_locks(record, self._estate)
            if self.kind.name != RESOURCE_GROUP_TYPE:
                self._judge_children()
                self.kind.judge_deletion(record, self._estate)
        due = max(self.now + self.kind.deletion_takes(self.settings), self._delete_below(record))
        if record.state_at(self.now) == "Deleting":
            due = record.due
        bypassed = self.request.query.get("bypasssoftdelete", "").lower() == "true"
        kept = self.kind.keeps_deleted(record, self._estate) and not bypassed
        private = record.private | ({"softDeleted": self.now} if kept else {})
        record = replace(record, state="SoftDeleted" if kept else "Deleting", due=due, private=private)
        if self.kind.operations:
            self.store.put(record)
            return Answer(self.kind.delete_status, None, self._begin(record, due, with_location=True))
        self.store.remove(record.key)
        return Answer(self.kind.delete_status)

    def _judge_children(self) -> None:
        moment = self.now - round(self.settings.parent_lingers_seconds * SECOND)
        nested = [
            child
            for name in self.kind.children
            for child in self.store.in_container(self.address.key, name, moment, limit=3)
        ]
        if nested:
            ids = ", ".join(f"'{child.id}'" for child in nested)
            message = (
                "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: "
                f"{ids}. Please delete all nested resources before deleting this resource."
            )
            raise ArmError(409, "CannotDeleteResource", message)

    def _delete_below(self, record: Record) -> int:
        """Delete what stands in a group or under a resource without children that refuse.

        Return when the last is gone.
        """
        latest = self.now
        for inner in self.store.below(record.key, self.now):
            kind = RESOURCE_TYPES[inner.type.lower()]
            due = self.now + kind.deletion_takes(self.settings)
            latest = max(latest, due)
            self.store.put(replace(inner, state="Deleting", due=due))
        return latest

    def act(self, name: str) -> Answer:
        """Do one of the type's actions."""
        action = self.kind.actions.get(name.lower())
        if action is None or action.method != self.request.method:
            message = (
                f"The action '{name}' on resources of type '{self.kind.name}' is not supported for "
                f"{self.request.method}."
            )
            raise ArmError(404 if action is None else 405, "InvalidResourceAction", message)
        record = self._found()
        if action.method != "GET":
            judge_write_locks(self.address, self._estate)
        body = self.request.body() if self.request.content else {}
        record, answer = action.act(record, body, self._estate)
        if action.method == "GET":
            return Answer(action.status, answer)
        self.store.put(record)
        if action.status == 202:  # noqa: PLR2004 - Accepted: an operation goes on
            return Answer(action.status, answer, self._begin(record, self.now, with_location=True))
        return Answer(action.status, answer)
