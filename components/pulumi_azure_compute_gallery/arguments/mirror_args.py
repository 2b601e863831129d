"""What a gallery's mirror is declared with."""

from collections.abc import Mapping
from typing import TypedDict

from pulumi import Input

__all__ = ["Mirror"]


class Mirror(TypedDict, total=False):
    """A second gallery in another region with the same definitions and versions, each made from the first one's."""

    gallery_name: Input[str]
    """Name of the second gallery, another one than the first's: unique in the subscription. Required."""
    location: Input[str]
    """Home region of the second gallery and of all in it. Every version is replicated there. Required."""
    resource_group_name: Input[str]
    """Resource group that holds the second gallery. Default: the first gallery's."""
    tags: Input[Mapping[str, Input[str]]]
    """Tags of the second gallery. Default: none."""
