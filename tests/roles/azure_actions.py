"""The permission that Azure asks for each request, by the names in its page "Azure permissions"."""

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["actions_of"]

VERBS = {"GET": "read", "HEAD": "read", "PUT": "write", "PATCH": "write", "DELETE": "delete"}
SUBSCRIPTIONS = "Microsoft.Resources/subscriptions"
VERSION = "microsoft.compute/galleries/images/versions"
MACHINE = "microsoft.compute/virtualmachines"

LINKED = {
    MACHINE: ("Microsoft.Compute/virtualMachines/write",),
    "microsoft.compute/disks": ("Microsoft.Compute/disks/write",),
    "microsoft.compute/snapshots": ("Microsoft.Compute/snapshots/write",),
    "microsoft.compute/images": ("Microsoft.Compute/images/read",),
    "microsoft.compute/galleries/images": (
        "Microsoft.Compute/galleries/images/read",
        "Microsoft.Compute/galleries/images/versions/read",
    ),
    VERSION: ("Microsoft.Compute/galleries/images/versions/read",),
    "microsoft.compute/diskencryptionsets": ("Microsoft.Compute/diskEncryptionSets/read",),
    "microsoft.storage/storageaccounts": (
        "Microsoft.Storage/storageAccounts/listKeys/action",
        "Microsoft.Storage/storageAccounts/write",
    ),
}
"""What is asked on a resource that a new image version, or a machine, is made from.

Source: Azure's page on sharing a compute gallery, "What RBAC permissions are required to create an ACG image".
"""


def actions_of(method: str, path: str, body: Any) -> Iterator[str]:  # noqa: ANN401 JSON
    """Yield what a request needs: on its own resource, and on those that it names as a source."""
    segments = path.strip("/").split("/")
    provider = max((at for at, name in enumerate(segments) if name.lower() == "providers"), default=None)
    if provider is None:
        kind = f"{SUBSCRIPTIONS}/resourceGroups" if len(segments) > 2 else SUBSCRIPTIONS
        yield f"{kind}/{VERBS[method]}"
        return
    namespace, steps = segments[provider + 1], segments[provider + 2 :]
    types = "/".join(steps[::2])
    if not steps:
        yield f"{SUBSCRIPTIONS}/providers/read"
    elif method == "POST":
        yield f"{namespace}/{types}/action"
    else:
        yield f"{namespace}/{types}/{VERBS[method]}"
    if method == "PUT" and f"{namespace}/{types}".lower() in {VERSION, MACHINE}:
        yield from (action for id_ in ids(body) for action in LINKED.get(type_of(id_), ()))


def ids(value: Any) -> Iterator[str]:  # noqa: ANN401 JSON
    """Yield each resource id in a body."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for part in value:
            yield from ids(part)
    elif isinstance(value, str) and value.startswith("/subscriptions/"):
        yield value


def type_of(id_: str) -> str:
    """The type of a resource, in lower case."""
    namespace, _, rest = re.split("/providers/", id_, flags=re.IGNORECASE)[-1].partition("/")
    return "/".join([namespace, *rest.split("/")[::2]]).lower()
