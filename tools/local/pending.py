"""Waits until the emulator has ended what a run that was killed had begun."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

import httpx

from compute_gallery_emulator.provider.resource_types import find_resource_type

__all__ = ["await_end"]

AT_WORK = ("Creating", "Updating")
SECONDS_BETWEEN_LOOKS = 0.2


def await_end(resources: Iterable[Mapping[str, Any]], emulator: str) -> None:
    """Return when the emulator is at work on none of these resources of a state."""
    with httpx.Client(base_url=emulator, timeout=30, trust_env=False) as client:
        for resource in resources:
            query = {"api-version": find_resource_type(resource["type"]).api_version}
            while (found := client.get(resource["id"], params=query)).is_success:
                if found.json().get("properties", {}).get("provisioningState") not in AT_WORK:
                    break
                time.sleep(SECONDS_BETWEEN_LOOKS)
