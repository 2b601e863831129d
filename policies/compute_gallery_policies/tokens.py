"""The type tokens under which galleries, definitions and versions are registered."""

import re
from dataclasses import dataclass
from typing import Final

from compute_gallery_policies.classic import CLASSIC_NAMES
from compute_gallery_rules import ResourceKind

__all__ = ["ResourceType", "parse_token", "token_name"]

# Three shapes: the default module of the 3.x SDK, the versioned modules of the 2.x SDK, and the local packages that
# 3.x generates for other API versions.
TOKEN: Final = re.compile(
    r"azure-native(?:_compute_v(?P<package>\d{8}\w*))?:compute(?:/v(?P<module>\d{8}\w*))?:(?P<name>\w+)", re.ASCII
)
KINDS: Final = {kind.value: kind for kind in ResourceKind}


@dataclass(frozen=True, slots=True)
class ResourceType:
    """What a type token says."""

    kind: ResourceKind
    api_version: str | None = None
    """Such as "20240303"; None for the SDK's default, and for the classic provider."""
    is_classic: bool = False
    """Whether it is of the classic provider `azure`, whose fields have other names."""


def parse_token(token: str) -> ResourceType | None:
    """Read a type token of azure-native, in any of its three shapes, or of the classic provider.

    None stands for a resource that the pack does not judge.
    """
    if kind := CLASSIC_NAMES.get(token):
        return ResourceType(kind, is_classic=True)
    match = TOKEN.fullmatch(token)
    if not match or match["name"] not in KINDS:
        return None
    return ResourceType(KINDS[match["name"]], match["package"] or match["module"])


def token_name(token: str) -> str | None:
    """Return the name of a resource type of azure-native's module compute, such as "Image"; None for others."""
    match = TOKEN.fullmatch(token)
    return match["name"] if match else None
