"""Addresses in Azure Resource Manager: a path taken apart into scope, resource type and names."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from compute_gallery_emulator.arm_error import ArmError

__all__ = ["RESOURCE_GROUP_TYPE", "SUBSCRIPTION_TYPE", "Address", "parse_address", "parse_path"]

SUBSCRIPTION_TYPE = "Microsoft.Resources/subscriptions"
RESOURCE_GROUP_TYPE = "Microsoft.Resources/resourceGroups"

_LONGEST_PATH = 4096
_SUBSCRIPTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_RESOURCE_GROUP = re.compile(r"[\w.()-]{0,89}[\w()-]")
_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,99}", re.ASCII)
_TYPE_SEGMENT = re.compile(r"[A-Za-z][A-Za-z0-9]{0,99}", re.ASCII)
_NAME_FORBIDS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff<>%&\\?/#:*\"]")
_LONGEST_NAME = 260


@dataclass(frozen=True, slots=True)
class Address:
    """What a path names: a resource (as many names as types), or a collection or action (one name less).

    `scope` is the path before the last "/providers/", with Azure's casing of the words: empty, a subscription, a
    resource group, or a resource for extension types such as locks. `namespace` and `types` are as given: types are
    compared without case.
    """

    scope: str
    subscription: str
    resource_group: str
    namespace: str
    types: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def type_name(self) -> str:
        """The resource type, for instance Microsoft.Compute/galleries/images."""
        return "/".join((self.namespace, *self.types))

    @property
    def is_resource(self) -> bool:
        """Whether the path ends in a name, so that it names one resource."""
        return bool(self.types) and len(self.names) == len(self.types)

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.names[-1]

    @property
    def id(self) -> str:
        """The path with Azure's own casing of "subscriptions", "resourceGroups" and "providers"."""
        last = f"/{self.types[-1]}" if len(self.types) > len(self.names) else ""
        if self.namespace == "Microsoft.Resources":
            return f"{self.scope}{''.join(f'/{t}/{n}' for t, n in zip(self.types, self.names, strict=False))}{last}"
        pairs = "".join(f"/{type_}/{name}" for type_, name in zip(self.types, self.names, strict=False))
        return f"{self.scope}/providers/{self.namespace}{pairs}{last}"

    @property
    def key(self) -> str:
        """The form in which ids are compared: without case."""
        return self.id.lower()

    @property
    def parent(self) -> "Address | None":
        """The resource that contains this nested one, or None for a resource that stands directly in its scope."""
        if len(self.types) < 2:  # noqa: PLR2004 - a nested type has two segments or more
            return None
        return Address(
            self.scope,
            self.subscription,
            self.resource_group,
            self.namespace,
            self.types[:-1],
            self.names[: len(self.types) - 1],
        )

    @property
    def container_key(self) -> str:
        """The key of what directly contains the resource: its parent, or its scope."""
        return self.parent.key if self.parent else self.scope.lower()

    def with_types(self, namespace: str, types: tuple[str, ...]) -> "Address":
        """Return the same address with the type in the casing of the table of types."""
        return Address(self.scope, self.subscription, self.resource_group, namespace, types, self.names)


def parse_path(raw_path: bytes) -> Address:
    """Return what the raw (still percent-encoded) path of a request names.

    Raises `ArmError` (400) for a path that is not UTF-8, has dot or empty segments, encoded separators, control
    characters or names that Azure refuses, and 404 for a path that names nothing.
    """
    if len(raw_path) > _LONGEST_PATH:
        raise ArmError(414, "RequestUriTooLong", f"The request path is longer than {_LONGEST_PATH} bytes.")
    try:
        path = raw_path.decode("ascii")
        segments = [unquote(part, errors="strict") for part in path.rstrip("/").split("/")[1:]]
    except UnicodeDecodeError:
        raise ArmError(400, "InvalidRequestUri", "The request path is not percent-encoded UTF-8.") from None
    return _parse_segments(segments)


def parse_address(text: str) -> Address | None:
    """Return what a resource id in a request body names, or None where it is not the id of one resource."""
    if not text.startswith("/") or len(text) > _LONGEST_PATH:
        return None
    try:
        address = _parse_segments(text.rstrip("/").split("/")[1:])
    except ArmError:
        return None
    return address if address.is_resource else None


def _parse_segments(segments: list[str]) -> Address:
    for segment in segments:
        _judge_segment(segment)
    lower = [segment.lower() for segment in segments]
    if not segments or lower[0] != "subscriptions":
        raise ArmError(404, "NotFound", "The requested path names no resource of Azure Resource Manager.")
    if len(segments) == 1:
        return Address("", "", "", "Microsoft.Resources", ("subscriptions",), ())
    subscription = segments[1]
    if not _SUBSCRIPTION.fullmatch(subscription):
        message = f"The provided subscription identifier '{subscription}' is malformed or invalid."
        raise ArmError(400, "InvalidSubscriptionId", message)
    scope, group, rest = f"/subscriptions/{subscription}", "", 2
    if lower[2:3] == ["resourcegroups"] and len(segments) > 3:  # noqa: PLR2004 - a group has a name after it
        group = segments[3]
        _judge_resource_group(group)
        if len(segments) == 4:  # noqa: PLR2004 - nothing after the group: it is the group itself
            return Address(scope, subscription, group, "Microsoft.Resources", ("resourceGroups",), (group,))
        scope, rest = f"{scope}/resourceGroups/{group}", 4
    if rest == len(segments):
        return Address("", subscription, "", "Microsoft.Resources", ("subscriptions",), (subscription,))
    if lower[rest] != "providers":
        if len(segments) == rest + 1:
            return Address(scope, subscription, group, "Microsoft.Resources", (segments[rest],), ())
        raise ArmError(
            404, "NotFound", f"The path segment '{segments[rest]}' is not one that Azure Resource Manager knows."
        )
    return _parse_provider(segments, lower, (scope, subscription, group))


def _parse_provider(segments: list[str], lower: list[str], scope: tuple[str, str, str]) -> Address:
    start = len(lower) - 1 - lower[::-1].index("providers")
    first = lower.index("providers")
    prefix, subscription, group = scope
    if start != first:
        prefix += "/" + "/".join(segments[first:start])
    namespace, pairs = segments[start + 1 : start + 2], segments[start + 2 :]
    if not namespace:
        return Address(prefix, subscription, group, "Microsoft.Resources", ("providers",), ())
    if not pairs:
        return Address(prefix, subscription, group, "Microsoft.Resources", ("providers",), (namespace[0],))
    types = tuple(pairs[0::2])
    if not _NAMESPACE.fullmatch(namespace[0]):
        raise ArmError(400, "InvalidResourceNamespace", f"The resource namespace '{namespace[0]}' is invalid.")
    for type_ in types:
        if not _TYPE_SEGMENT.fullmatch(type_):
            raise ArmError(400, "InvalidResourceType", f"The resource type '{type_}' is invalid.")
    return Address(prefix, subscription, group, namespace[0], types, tuple(pairs[1::2]))


def _judge_segment(segment: str) -> None:
    if segment in {"", ".", ".."}:
        raise ArmError(400, "InvalidRequestUri", "The request path has an empty segment, '.' or '..'.")
    if len(segment) > _LONGEST_NAME:
        message = f"A resource name in the path has {len(segment)} characters; at most {_LONGEST_NAME} are allowed."
        raise ArmError(400, "InvalidResourceName", message)
    if _NAME_FORBIDS.search(segment):
        message = f'Resource name {segment!a} is invalid. Control characters and any of <>%&\\?/#:*" are not allowed.'
        raise ArmError(400, "InvalidResourceName", message)


def _judge_resource_group(name: str) -> None:
    if not _RESOURCE_GROUP.fullmatch(name):
        message = (
            f"The provided resource group name '{name}' is invalid: 1 to 90 letters, digits, underscores, hyphens, "
            "periods and parentheses, not ending with a period."
        )
        raise ArmError(400, "InvalidResourceGroupName", message)
