"""The type tokens under which azure-native registers the gallery's resources."""

import re
from dataclasses import dataclass

from compute_gallery_rules import ResourceKind

__all__ = ["ResourceType", "parse_token"]

# Three shapes: the default module of the 3.x SDK, the versioned modules of the 2.x SDK, and the local packages that
# 3.x generates for other API versions.
TOKEN = re.compile(
    r"azure-native(?:_compute_v(?P<package>\d{8}\w*))?:compute(?:/v(?P<module>\d{8}\w*))?:(?P<name>\w+)", re.ASCII
)
KINDS = {kind.value: kind for kind in ResourceKind}


@dataclass(frozen=True, slots=True)
class ResourceType:
    """What a type token says."""

    kind: ResourceKind
    api_version: str | None
    """Such as "20240303"; None for the SDK's default."""


def parse_token(token: str) -> ResourceType | None:
    """Read a type token of any of the three shapes; None where it is of no resource that the pack judges."""
    match = TOKEN.fullmatch(token)
    if not match or match["name"] not in KINDS:
        return None
    return ResourceType(KINDS[match["name"]], match["package"] or match["module"])
