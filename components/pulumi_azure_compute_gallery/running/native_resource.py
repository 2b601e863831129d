"""azure-native's resources and its one function, in all that the engine sees of them."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

import pulumi

from pulumi_azure_compute_gallery.running.deferred import joined
from pulumi_azure_compute_gallery.running.stack_traces import untraced
from pulumi_azure_compute_gallery.shapes.signed_address import with_secret_tokens

__all__ = ["NativeResource", "client_config"]

PACKAGE = "azure-native"


class NativeResource(pulumi.CustomResource):
    """A resource of azure-native, by the inputs of its schema, with the outputs that somebody reads.

    azure-native's own classes make an Output of each field that Azure may give back, name each older API version as an
    alias, and take most of a second to import: in a program of a thousand versions, much of its time and memory.

    A SAS token among the inputs is a secret, whether or not the plugin says so.
    """

    @untraced
    def __init__(
        self,
        kind: str,
        name: str,
        inputs: Mapping[str, Any],
        options: pulumi.ResourceOptions,
        outputs: Iterable[str] = (),
    ) -> None:
        options.version = options.version or plugin_version()
        super().__init__(f"{PACKAGE}:{kind}", name, {**dict.fromkeys(outputs), **with_secret_tokens(inputs)}, options)

    def output(self, name: str) -> pulumi.Output[Any]:
        """Return one of the inputs, or of the outputs that were asked for, as Azure gives it back."""
        found: pulumi.Output[Any] = self.__dict__[name]
        return found

    def own(self, value: Any) -> pulumi.Output[Any]:  # noqa: ANN401 any value
        """Return a value that is known, or not, by itself, as one that belongs to this resource."""
        return joined(lambda known: known[0], [pulumi.Output.from_input(value)], [self])


def client_config(parent: pulumi.Resource) -> pulumi.Output[Mapping[str, Any]]:
    """Return what the provider of a resource signs in as: subscriptionId, tenantId and the like."""
    options = pulumi.InvokeOutputOptions(parent=parent, version=plugin_version())
    return pulumi.runtime.invoke_output(f"{PACKAGE}:authorization:getClientConfig", {}, options)


@cache
def plugin_version() -> str:
    """Return the version of azure-native that is installed: its plugin is the one that the engine takes."""
    return version("pulumi-azure-native")
