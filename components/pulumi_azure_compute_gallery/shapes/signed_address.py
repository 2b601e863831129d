"""VHD addresses that carry a SAS token are secrets: encrypted in the state, never printed."""

from collections.abc import Callable
from typing import Any

import pulumi

from pulumi_azure_compute_gallery.running.deferred import is_deferred, later

__all__ = ["with_public_addresses", "with_secret_addresses"]

ADDRESS = "uri"


def with_secret_addresses(inputs: Any) -> Any:  # noqa: ANN401 inputs of any shape
    """Return the inputs with each address that has a query as a secret; what comes later is marked when it comes."""
    return with_addresses(inputs, lambda address: later(address, secret_when_signed))


def with_public_addresses(args: Any) -> Any:  # noqa: ANN401 as above
    """Return the arguments with each address without its query: it is no secret, even if the whole address is one."""
    return with_addresses(
        args, lambda address: pulumi.Output.unsecret(pulumi.Output.from_input(later(address, without_query)))
    )


def with_addresses(tree: Any, function: Callable[[Any], Any]) -> Any:  # noqa: ANN401 as above
    """Return a tree with a function of each VHD's address in it."""
    if is_deferred(tree):
        return later(tree, lambda known: with_addresses(known, function))
    if isinstance(tree, dict):
        return {
            name: function(part) if name == ADDRESS else with_addresses(part, function) for name, part in tree.items()
        }
    return [with_addresses(part, function) for part in tree] if isinstance(tree, list) else tree


def secret_when_signed(address: object) -> object:
    """Return an address as a secret if it has a query."""
    return pulumi.Output.secret(address) if isinstance(address, str) and "?" in address else address


def without_query(address: object) -> object:
    """Return an address up to its query."""
    return address.partition("?")[0] if isinstance(address, str) else address
