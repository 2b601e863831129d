"""What a run that was killed had begun to create: Pulumi does not know it, and the emulator may have it."""

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpx

from compute_gallery_emulator.provider.addresses import resource_id
from compute_gallery_emulator.provider.resource_types import find_resource_type

__all__ = ["begun_creates"]

AT_WORK = ("Creating", "Updating")
SECONDS_BETWEEN_LOOKS = 0.2


def begun_creates(
    operations: Iterable[Mapping[str, Any]], emulator: str, subscription: str
) -> Iterator[dict[str, Any]]:
    """Yield each pending create that the emulator has, once it has finished with it, as the state would hold it.

    The outputs are those that the inputs foretell; a refresh brings the others.
    """
    with httpx.Client(base_url=emulator, timeout=30, trust_env=False) as client:
        for operation in operations:
            if operation["type"] != "creating":
                continue
            resource = operation["resource"]
            row = find_resource_type(resource["type"])
            id_ = resource_id(row, resource["inputs"], subscription)
            while (found := client.get(id_, params={"api-version": row.api_version})).is_success:
                if found.json().get("properties", {}).get("provisioningState") not in AT_WORK:
                    yield {**resource, "id": id_, "outputs": resource["inputs"]}
                    break
                time.sleep(SECONDS_BETWEEN_LOOKS)
