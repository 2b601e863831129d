"""ARM resource ids, and which kind of image source one names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

__all__ = ["ResourceId", "SourceKind", "parse_resource_id", "source_kind"]

SourceKind = Literal[
    "virtual_machine",
    "managed_image",
    "image_version",
    "disk",
    "snapshot",
    "community_gallery_image",
    "shared_gallery_image",
    "storage_account",
]

KINDS: Final[Mapping[str, SourceKind]] = MappingProxyType(
    {
        "microsoft.compute/virtualmachines": "virtual_machine",
        "microsoft.compute/images": "managed_image",
        "microsoft.compute/galleries/images/versions": "image_version",
        "microsoft.compute/disks": "disk",
        "microsoft.compute/snapshots": "snapshot",
        "microsoft.storage/storageaccounts": "storage_account",
        "microsoft.classicstorage/storageaccounts": "storage_account",
        "communitygalleries/images": "community_gallery_image",
        "communitygalleries/images/versions": "community_gallery_image",
        "sharedgalleries/images": "shared_gallery_image",
        "sharedgalleries/images/versions": "shared_gallery_image",
    }
)
SEGMENT = re.compile(r"[^/\s?#%&\\]+(?: [^/\s?#%&\\]+)*")
GALLERIES_WITHOUT_SUBSCRIPTION = ("communitygalleries", "sharedgalleries")


@dataclass(frozen=True, slots=True)
class ResourceId:
    """The parts of an ARM resource id, in the spelling they were written in."""

    subscription: str | None
    """None for an id without a subscription, such as that of a community gallery's image."""
    resource_group: str | None
    namespace: str
    """The resource provider, such as "Microsoft.Compute"; empty for the images of community and shared galleries."""
    types: tuple[str, ...]
    """The type path, such as ("galleries", "images", "versions")."""
    names: tuple[str, ...]
    """The name of the resource at each step of the type path."""

    @property
    def type(self) -> str:
        """The whole type, such as "Microsoft.Compute/galleries/images/versions"."""
        return "/".join((self.namespace, *self.types) if self.namespace else self.types)

    @property
    def name(self) -> str:
        """The name of the resource itself."""
        return self.names[-1]

    @property
    def lacks_group(self) -> bool:
        """Whether it stands in a subscription, but in no resource group, as Azure takes no resource of Compute."""
        return bool(self.subscription and not self.resource_group and self.namespace.lower() == "microsoft.compute")


def parse_resource_id(text: str) -> ResourceId | None:
    """Read a resource id; None for a text that is none.

    It begins with /subscriptions/, /providers/, /communityGalleries/ or /sharedGalleries/. Source: Azure's
    troubleshooting page, "Expect fully qualified resource Id that start with '/subscriptions/{subscriptionID}' or
    '/providers/{resourceProviderNamespace}/'".
    """
    segments = text.split("/")
    if segments[0] or not all(SEGMENT.fullmatch(segment) for segment in segments[1:]):
        return None
    rest = segments[1:]
    if rest and rest[0].lower() in GALLERIES_WITHOUT_SUBSCRIPTION:
        return _typed(None, None, "", rest)
    subscription, rest = _pair(rest, "subscriptions")
    group, rest = _pair(rest, "resourcegroups") if subscription else (None, rest)
    namespace, rest = _pair(rest, "providers")
    return _typed(subscription, group, namespace, rest) if namespace else None


def source_kind(text: str) -> SourceKind | None:
    """Tell the kind of image source that a resource id names, whatever its casing; None for anything else."""
    parsed = parse_resource_id(text)
    return KINDS.get(parsed.type.lower()) if parsed else None


def _pair(segments: list[str], key: str) -> tuple[str | None, list[str]]:
    if len(segments) > 1 and segments[0].lower() == key:
        return segments[1], segments[2:]
    return None, segments


def _typed(subscription: str | None, group: str | None, namespace: str, rest: list[str]) -> ResourceId | None:
    if not rest or len(rest) % 2:
        return None
    return ResourceId(subscription, group, namespace, tuple(rest[::2]), tuple(rest[1::2]))
