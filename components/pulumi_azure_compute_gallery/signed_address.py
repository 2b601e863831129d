"""VHD addresses that carry a SAS token are secrets: encrypted in the state, never printed."""

from typing import Any
from urllib.parse import urlsplit

import pulumi

from pulumi_azure_compute_gallery.deferred import is_deferred, later

__all__ = ["with_secret_addresses"]

ADDRESS = "uri"


def with_secret_addresses(inputs: Any, name: str = "") -> Any:  # noqa: ANN401 inputs of any shape
    """The inputs with each address that has a query marked as a secret; what comes later is marked when it comes."""
    if is_deferred(inputs):
        return later(inputs, lambda known: with_secret_addresses(known, name))
    if isinstance(inputs, dict):
        return {key: with_secret_addresses(part, key) for key, part in inputs.items()}
    if isinstance(inputs, list):
        return [with_secret_addresses(part, name) for part in inputs]
    if name == ADDRESS and isinstance(inputs, str) and urlsplit(inputs).query:
        return pulumi.Output.secret(inputs)
    return inputs
