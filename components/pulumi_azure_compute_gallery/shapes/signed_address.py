"""A SAS token is a secret wherever it stands: encrypted in the state, never printed."""

from collections.abc import Callable, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import carries_token
from pulumi_azure_compute_gallery.running.deferred import is_deferred, later

__all__ = ["with_public_addresses", "with_secret_tokens"]

ADDRESS = "uri"


def with_secret_tokens(inputs: Any, field: str = "") -> Any:  # noqa: ANN401 inputs of any shape
    """Return the inputs with each text that has a SAS token in it as a secret, and each VHD's address with a query.

    What comes later is marked when it comes.
    """
    if is_deferred(inputs):
        return later(inputs, lambda known: with_secret_tokens(known, field))
    if isinstance(inputs, Mapping):
        return {name: with_secret_tokens(part, name) for name, part in inputs.items()}
    if isinstance(inputs, list | tuple):
        return [with_secret_tokens(part) for part in inputs]
    is_secret = isinstance(inputs, str) and ((field == ADDRESS and "?" in inputs) or carries_token(inputs))
    return pulumi.Output.secret(inputs) if is_secret else inputs


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


def without_query(address: object) -> object:
    """Return an address up to its query."""
    return address.partition("?")[0] if isinstance(address, str) else address
