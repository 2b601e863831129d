"""Microsoft's Python client for an emulator over plain HTTP, over which its own sign-in refuses to work."""

from typing import Any

from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.mgmt.compute import ComputeManagementClient

from tests.emulator.emulator_harness import SUBSCRIPTION

__all__ = ["sdk_client"]


class _Bearer(SansIOHTTPPolicy[Any, Any]):
    def on_request(self, request: Any) -> None:  # noqa: ANN401 - the client's own generic type
        request.http_request.headers["Authorization"] = "Bearer anything"


def sdk_client(url: str) -> Any:  # noqa: ANN401 - the client's models are not typed for this use
    """Return a client that sends any token, and loses little time between its attempts."""
    return ComputeManagementClient(
        object(),  # type: ignore[arg-type] # never asked: the policy authenticates
        SUBSCRIPTION,
        base_url=url,
        authentication_policy=_Bearer(),
        retry_backoff_factor=0.01,
    )
