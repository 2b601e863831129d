"""What one run of the plugin holds: its configuration, its connections, and whether it has been told to stop."""

import asyncio
import os
from collections.abc import Mapping

from compute_gallery_emulator.json_values import JsonObject, text_at
from compute_gallery_emulator.provider.addresses import resource_id
from compute_gallery_emulator.provider.arm_client import ArmClient
from compute_gallery_emulator.provider.configuration import Configuration, read_configuration
from compute_gallery_emulator.provider.engine_log import EngineLog
from compute_gallery_emulator.provider.limits import OperationLimit
from compute_gallery_emulator.provider.resource_types import ResourceType, find_resource_type
from compute_gallery_emulator.provider.resources import AzureResource
from compute_gallery_emulator.provider.values import UNKNOWN, is_unknown

__all__ = ["Session"]

_RESOURCE_GROUP = "azure-native:resources:ResourceGroup"


class Session:
    """One run of the plugin. Every operation takes its configuration, its connection and its limit from here."""

    def __init__(self, engine_address: str | None) -> None:
        self.log = EngineLog(engine_address)
        self._cancelled = asyncio.Event()
        self._configuration: Configuration | None = None
        self._client: ArmClient | None = None
        self._group_locations: dict[str, str] = {}

    def configure(self, variables: Mapping[str, str]) -> None:
        """Take the provider's configuration. Raises `NotPermittedError`."""
        self._configuration = read_configuration(os.environ, variables)

    @property
    def configuration(self) -> Configuration:
        """The configuration; that of the environment alone before `configure`. Raises `NotPermittedError`."""
        if self._configuration is None:
            self.configure({})
        return self._configuration  # type: ignore[return-value] # configure has set it, or raised

    def cancel(self) -> None:
        """End all operations: each answers with an error."""
        self._cancelled.set()

    async def aclose(self) -> None:
        """Close all connections."""
        await self.log.aclose()
        if self._client is not None:
            await self._client.aclose()

    def limit(self, seconds: float = 0.0) -> OperationLimit:
        """Return the limit of an operation; 0 seconds means the default."""
        return OperationLimit(seconds, self._cancelled)

    def resource(self, row: ResourceType, id_: str, urn: str = "", seconds: float = 0.0) -> AzureResource:
        """Return the resource of that id, with its own limit."""
        if self._client is None:
            self._client = ArmClient(self.configuration.emulator)

        async def show_status(message: str) -> None:
            await self.log.show_status(urn, message)

        return AzureResource(row=row, id=id_, client=self._client, limit=self.limit(seconds), show_status=show_status)

    def id_of(self, row: ResourceType, inputs: JsonObject) -> str:
        """Return the id of the resource that the inputs name. Raises `AddressError`."""
        return resource_id(row, inputs, self.configuration.subscription_id)

    async def default_location(self, old_inputs: JsonObject, inputs: JsonObject) -> str | None:
        """Return the region of a resource that names none.

        It is that of its old inputs, else the configured one, else that of its resource group; unknown while the group
        is.
        """
        old = old_inputs.get("location")
        if isinstance(old, str):
            return old
        if self.configuration.location is not None:
            return self.configuration.location
        group = inputs.get("resourceGroupName")
        if is_unknown(group):
            return UNKNOWN
        if not isinstance(group, str):
            return None
        if group not in self._group_locations:
            row = find_resource_type(_RESOURCE_GROUP)
            held = await self.resource(row, self.id_of(row, inputs)).read()
            location = text_at(held, "location")
            if location is None:
                return None
            self._group_locations[group] = location
        return self._group_locations[group]
