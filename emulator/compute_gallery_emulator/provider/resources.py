"""Creating, reading, updating and deleting one resource in Azure."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.arm_client import ArmClient, AzureError, EmulatorUnreachableError
from compute_gallery_emulator.provider.async_operations import wait_for_operation
from compute_gallery_emulator.provider.limits import OperationEndedError, OperationLimit
from compute_gallery_emulator.provider.replication_progress import replication_progress
from compute_gallery_emulator.provider.resource_types import ResourceType
from compute_gallery_emulator.provider.shapes import request_body, response_outputs

__all__ = ["AlreadyExistsError", "AzureResource", "PartialFailureError"]

_OK, _NOT_FOUND, _FAILURE = 200, 404, 400
_PROGRESS_SECONDS = 2.0


class AlreadyExistsError(Exception):
    """A resource of that id exists, and a create must not take it over."""

    def __init__(self, id_: str) -> None:
        # The official plugin's own words.
        super().__init__(f"cannot create already existing resource '{id_}'")


class PartialFailureError(Exception):
    """Azure has the resource, but the operation on it did not succeed."""

    def __init__(self, id_: str, outputs: JsonObject, reason: str) -> None:
        super().__init__(reason)
        self.id = id_
        self.outputs = outputs


@dataclass(frozen=True, slots=True, kw_only=True)
class AzureResource:
    """One resource, by id, and what it takes to work on it."""

    row: ResourceType
    id: str
    client: ArmClient
    limit: OperationLimit
    show_status: Callable[[str], Awaitable[None]]
    """Shows a line beside the resource while it is worked on."""

    async def read(self, **query: str) -> JsonObject | None:
        """Return what Azure holds, or None. Raises `AzureError` for another refusal."""
        response = await self.client.send("GET", self.id, self.limit, query={**self._version(), **query})
        if response.status == _NOT_FOUND:
            return None
        if response.status != _OK:
            raise response.error()
        return response.body

    async def create(self, inputs: JsonObject) -> tuple[str, JsonObject]:
        """Create the resource, wait for it, and return its id as Azure writes it, and its outputs.

        Raises `AlreadyExistsError`, `AzureError` when Azure refuses, and `PartialFailureError` when the resource
        exists but its creation did not succeed in time.
        """
        if await self.read():
            raise AlreadyExistsError(self.id)
        return await self._put(request_body(self.row, inputs))

    async def update(self, inputs: JsonObject) -> JsonObject:
        """Update the resource, wait for it, and return its outputs. Raises as `create` does."""
        body = request_body(self.row, inputs)
        maintained = [entry for name, entry in self.row.body.items() if entry.maintained and name not in inputs]
        if maintained and (current := await self.read()) is not None:
            properties = _object(body.setdefault("properties", {}))
            held = _object(current.get("properties"))
            for entry in maintained:
                if entry.wire_name in held:
                    properties[entry.wire_name] = held[entry.wire_name]
        _, outputs = await self._put(body)
        return outputs

    async def delete(self) -> None:
        """Delete the resource and wait until it is gone. A resource that is not there is deleted already."""
        response = await self.client.send("DELETE", self.id, self.limit, query=self._version())
        if response.status == _NOT_FOUND:
            return
        if response.status >= _FAILURE:
            raise response.error()
        try:
            await wait_for_operation(self.client, response, self._url(), self.limit, None)
        except AzureError as error:
            if not error.is_not_found:
                raise

    def _version(self) -> dict[str, str]:
        return {"api-version": self.row.api_version}

    def _url(self) -> str:
        return f"{self.id}?api-version={self.row.api_version}"

    async def _put(self, body: JsonObject) -> tuple[str, JsonObject]:
        response = await self.client.send("PUT", self.id, self.limit, query=self._version(), body=body)
        if response.status >= _FAILURE:
            raise response.error()
        given = response.body.get("id")
        id_ = given if isinstance(given, str) else self.id
        progress = _Progress(self) if self.row.replicates else None
        try:
            await wait_for_operation(self.client, response, self._url(), self.limit, progress)
            if progress is not None:
                await progress.finish()
            held = await self._created()
        except (AzureError, EmulatorUnreachableError, OperationEndedError) as error:
            raise PartialFailureError(id_, await self._left_behind(response.body), str(error)) from error
        return id_, response_outputs(self.row, held)

    async def _created(self) -> JsonObject:
        """Return what Azure holds after its operation has succeeded; what cannot be seen yet is an error."""
        response = await self.client.send("GET", self.id, self.limit, query=self._version())
        if response.status != _OK:
            raise response.error()
        return response.body

    async def _left_behind(self, known: JsonObject) -> JsonObject:
        """Return the outputs of a resource whose operation failed: as it is now, or else as Azure first answered."""
        limit = OperationLimit(_PROGRESS_SECONDS, asyncio.Event())
        try:
            response = await self.client.send("GET", self.id, limit, query=self._version())
        except (EmulatorUnreachableError, OperationEndedError):
            return response_outputs(self.row, known)
        return response_outputs(self.row, response.body if response.status == _OK else known)


class _Progress:
    """Shows how far a version is, at a modest pace."""

    def __init__(self, resource: AzureResource) -> None:
        self._resource = resource
        self._asked_at = -_PROGRESS_SECONDS
        self._shown = ""

    async def __call__(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._asked_at >= _PROGRESS_SECONDS:
            self._asked_at = now
            await self._show()

    async def finish(self) -> None:
        """Bring a line that is shown to its end."""
        if self._shown:
            await self._show()

    async def _show(self) -> None:
        try:
            held = await self._resource.read(**{"$expand": "ReplicationStatus"})
        except AzureError:
            # A line that cannot be had is no reason to give the operation up.
            return
        line = replication_progress(held) if held else None
        if line and line != self._shown:
            self._shown = line
            await self._resource.show_status(line)


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}
