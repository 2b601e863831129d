"""Azure's compute galleries, read by Microsoft's own client: the one module that talks to Azure."""

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Self, TypeVar

from azure.core.exceptions import HttpResponseError
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.core.pipeline.transport import RequestsTransport
from azure.core.rest import HttpRequest

from compute_gallery_cli.azure_errors import readable
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.place import Place

if TYPE_CHECKING:
    from azure.mgmt.compute import ComputeManagementClient

__all__ = ["API_VERSION", "GalleryClient", "Json", "at_once"]

Json = Mapping[str, Any]
"""A resource as Azure sends it."""

API_VERSION = "2024-03-03"
"""The version that azure-native 3.29 reads and writes: what is adopted is what Pulumi will see."""
SUBSCRIPTIONS_API = "2022-12-01"
PROVIDERS_API = "2021-04-01"
PERMISSIONS_API = "2022-04-01"
AT_ONCE = 8
"""Requests in flight: far below what Azure throttles."""
RETRIES = {
    "retry_total": 4,
    "retry_connect": 2,
    "retry_read": 3,
    "retry_backoff_factor": 0.5,
    "retry_backoff_max": 20,
}
NO_RETRIES = {"retry_total": 0}
TIMEOUTS = {"connection_timeout": 15, "read_timeout": 60}
"""In seconds."""
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
NO_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"


class EmulatorToken(SansIOHTTPPolicy[Any, Any]):
    """Stands in for the sign-in: an emulator is never sent a real token."""

    def on_request(self, request: Any) -> None:  # noqa: ANN401 the client's own generic type
        """Put a token of no worth on a request."""
        request.http_request.headers["Authorization"] = "Bearer emulator"


class NoCredential:
    """Stands where the client demands a credential and a policy has taken its place."""


class GalleryClient:
    """Reads one subscription. Every error is raised as a GalleryError."""

    def __init__(self, place: Place, subscription: str | None = None, *, tries_again: bool = True) -> None:
        """Take the place; nothing is asked yet.

        `tries_again` is whether a request is repeated, silently, that fails for a reason that may pass.
        """
        logging.getLogger("azure").setLevel(logging.CRITICAL)  # its warnings hold stack traces
        self.place = place
        self.subscription = subscription or place.subscription or NO_SUBSCRIPTION
        self._client = client_of(place, self.subscription, RETRIES if tries_again else NO_RETRIES)

    def __enter__(self) -> Self:
        """Use the client."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._client.close()

    def subscriptions(self) -> list[Json]:
        """Return the subscriptions that the sign-in may see."""
        return self._listed("/subscriptions", SUBSCRIPTIONS_API)

    def subscription_itself(self) -> Json:
        """Return the subscription."""
        return self._got(f"/subscriptions/{self.subscription}", SUBSCRIPTIONS_API)

    def provider(self) -> Json:
        """Return the registration of Microsoft.Compute."""
        return self._got(f"/subscriptions/{self.subscription}/providers/Microsoft.Compute", PROVIDERS_API)

    def permissions(self, scope: str) -> list[Json]:
        """Return what the signed-in identity may do in a scope: actions and notActions of each role."""
        return self._listed(f"{scope}/providers/Microsoft.Authorization/permissions", PERMISSIONS_API)

    def galleries(self, resource_group: str | None = None) -> list[Json]:
        """Return the galleries of the subscription, or of one resource group."""
        operations = self._client.galleries
        with readable(self.place):
            if resource_group:
                return plain(operations.list_by_resource_group(resource_group, api_version=API_VERSION))
            return plain(operations.list(api_version=API_VERSION))

    def gallery(self, resource_group: str, gallery: str) -> Json:
        """Return a gallery, with the subscriptions and tenants that it is shared with."""
        with readable(self.place):
            found = self._client.galleries.get(
                resource_group, gallery, expand="SharingProfile/Groups", api_version=API_VERSION
            )
            return found.as_dict()

    def definitions(self, resource_group: str, gallery: str) -> list[Json]:
        """Return the definitions of a gallery."""
        operations = self._client.gallery_images
        with readable(self.place):
            return plain(operations.list_by_gallery(resource_group, gallery, api_version=API_VERSION))

    def versions(self, resource_group: str, gallery: str, definition: str) -> list[Json]:
        """Return the versions of a definition."""
        operations = self._client.gallery_image_versions
        with readable(self.place):
            return plain(operations.list_by_gallery_image(resource_group, gallery, definition, api_version=API_VERSION))

    def versions_of(self, resource_group: str, gallery: str, definitions: Iterable[str]) -> dict[str, list[Json]]:
        """Return the versions of several definitions, asked for at the same time."""
        names = list(definitions)
        found = at_once(lambda name: self.versions(resource_group, gallery, name), names)
        return dict(zip(names, found, strict=True))

    def version(self, resource_group: str, gallery: str, definition: str, version: str) -> Json:
        """Return a version with the state of its replication."""
        with readable(self.place):
            found = self._client.gallery_image_versions.get(
                resource_group, gallery, definition, version, expand="ReplicationStatus", api_version=API_VERSION
            )
            return found.as_dict()

    def _got(self, path: str, api_version: str) -> Json:
        """Return a resource that Microsoft's client for compute has no operation for."""
        with readable(self.place):
            response = self._client.send_request(HttpRequest("GET", path, params={"api-version": api_version}))
            if response.status_code >= 400:  # noqa: PLR2004 HTTP's own border
                raise HttpResponseError(response=response)
            answer = response.json()
            return answer if isinstance(answer, dict) else {}

    def _listed(self, path: str, api_version: str) -> list[Json]:
        """Return a list of such resources: its first page."""
        values = self._got(path, api_version).get("value")
        return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def at_once(ask: Callable[[Asked], Answer], about: Sequence[Asked]) -> list[Answer]:
    """Ask the same about several things at the same time; return the answers in the order of the things.

    Where one fails, or Ctrl-C comes, nothing waits for those that are still being asked.
    """
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        return list(pool.map(ask, about))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def plain(resources: Iterable[Any]) -> list[Json]:
    """Return resources as Azure sent them."""
    return [resource.as_dict() for resource in resources]


def client_of(place: Place, subscription: str, retries: Mapping[str, float]) -> "ComputeManagementClient":
    """Make Microsoft's client for a place."""
    # Half a second each to import: --help, completion and what is wrong with the arguments need not wait for them.
    from azure.identity import DefaultAzureCredential  # noqa: PLC0415
    from azure.mgmt.compute import ComputeManagementClient  # noqa: PLC0415

    options: dict[str, Any] = {**TIMEOUTS, **retries}
    if place.endpoint:
        return ComputeManagementClient(
            NoCredential(),  # type: ignore[arg-type] # never asked: the policy takes its place
            subscription,
            base_url=place.endpoint,
            authentication_policy=EmulatorToken(),
            # An emulator is on this machine: no proxy of the environment stands in between.
            transport=RequestsTransport(
                use_env_settings=False, connection_verify=os.environ.get("REQUESTS_CA_BUNDLE") or True
            ),
            **options,
        )
    try:
        credential = DefaultAzureCredential(authority=place.cloud.authority, process_timeout=30)
    except (ValueError, OSError) as error:
        text = f"the sign-in that the environment describes (AZURE_TENANT_ID, ...) cannot be used: {error}"
        raise GalleryError(text, ExitStatus.SIGN_IN) from error
    return ComputeManagementClient(
        credential,
        subscription,
        base_url=place.cloud.resource_manager,
        credential_scopes=[f"{place.cloud.audience}/.default"],
        **options,
    )
