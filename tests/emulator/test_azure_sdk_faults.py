"""Microsoft's own Python client meets the emulator's faults as it would meet Azure's."""

from collections.abc import Callable
from typing import Any

import pytest
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError

from tests.emulator.azure_sdk_client import sdk_client
from tests.emulator.emulator_harness import SUBSCRIPTION, Arm

GROUP = "images-rg"


@pytest.fixture
def meet(start: Callable[..., Arm]) -> Callable[..., Any]:
    """Return a function that gives a client of an emulator with a definition, a disk and some faults."""
    arm = start()
    arm.create_definition(arm.create_gallery())
    arm.create_disk("source")

    def begin(*rules: dict[str, object]) -> Any:  # noqa: ANN401 - the client's models are not typed for this use
        arm.http.put("/emulator/faults", json={"rules": [*rules]}).raise_for_status()
        return sdk_client(arm.url)

    return begin


def publish(client: Any) -> Any:  # noqa: ANN401
    """Publish a version in two regions and return it."""
    source = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}/providers/Microsoft.Compute/disks/source"
    body = {
        "location": "chinaeast2",
        "properties": {
            "publishingProfile": {"targetRegions": [{"name": "chinaeast2"}, {"name": "chinanorth"}]},
            "storageProfile": {"osDiskImage": {"source": {"id": source}}},
        },
    }
    return client.gallery_image_versions.begin_create_or_update(GROUP, "images", "ubuntu", "1.0.0", body).result(10)


def test_the_client_sits_out_what_passes(meet: Callable[..., Any]) -> None:
    """Throttling, 503, 500 and a cut before the work are tried again, by the client's own rules."""
    client = meet(
        {"fault": "throttled", "count": 1},
        {"fault": "serviceUnavailable", "retryAfterSeconds": 0, "count": 1},
        {"fault": "internalServerError", "count": 1},
        {"fault": "connectionCutBeforeWork", "methods": ["GET"], "count": 1},
    )
    assert publish(client).provisioning_state == "Succeeded"


def test_the_client_tells_what_does_not_pass(meet: Callable[..., Any]) -> None:
    """An expired token, a region that fails, and what cannot be seen yet are the client's own kinds of errors."""
    with pytest.raises(ClientAuthenticationError, match="ExpiredAuthenticationToken"):
        publish(meet({"fault": "expiredToken"}))
    with pytest.raises(HttpResponseError, match="region:chinanorth"):
        publish(meet({"fault": "replicationFailure", "regions": ["chinanorth"]}))
    assert publish(meet()).provisioning_state == "Succeeded"
    unseen = meet({"fault": "notYetVisible", "path": "*/galleries/second", "seconds": 60})
    with pytest.raises(HttpResponseError, match="ResourceNotFound"):
        unseen.galleries.begin_create_or_update(GROUP, "second", {"location": "chinaeast2"}).result(10)
