"""What a role must allow, compared with what the roles of the signed-in identity do allow."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from compute_gallery_cli.adopted_fields import sequence

__all__ = ["NEEDED", "missing_actions"]

GALLERIES = "Microsoft.Compute/galleries"
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "look": (f"{GALLERIES}/read", f"{GALLERIES}/images/read", f"{GALLERIES}/images/versions/read"),
    "publish": (f"{GALLERIES}/images/write", f"{GALLERIES}/images/versions/write"),
    "manage": (f"{GALLERIES}/write", f"{GALLERIES}/images/versions/delete"),
}
"""Actions by what one wants to do. Source: Azure's page "Azure permissions for Compute"."""


def missing_actions(permissions: Iterable[Mapping[str, Any]], needed: Iterable[str]) -> list[str]:
    """Return the actions that no role allows. A role's notActions take from that role only."""
    roles = list(permissions)
    return [action for action in needed if not any(allows(role, action) for role in roles)]


def allows(role: Mapping[str, Any], action: str) -> bool:
    """Tell whether a role allows an action."""
    return matches(role.get("actions"), action) and not matches(role.get("notActions"), action)


def matches(patterns: object, action: str) -> bool:
    """Tell whether one of the patterns stands for an action; `*` stands for any text, and casing does not matter."""
    return any(
        re.fullmatch(re.escape(str(pattern)).replace(r"\*", ".*"), action, re.IGNORECASE)
        for pattern in sequence(patterns)
    )
