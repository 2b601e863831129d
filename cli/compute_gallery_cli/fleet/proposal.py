"""Groups of definitions that make stacks of a sensible size."""

from collections.abc import Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.fleet.fleet_file import Fleet
from compute_gallery_cli.fleet.needed_together import linked

__all__ = ["USUAL", "proposed_groups"]

USUAL = 100
"""Versions in a stack for which starting the engine costs little, and writing its state as well (docs/scale.md)."""


def proposed_groups(fleet: Fleet, most: int) -> dict[str, list[str]]:
    """Return groups of about `most` versions: neighbours in the file together, and what has to be in one stack.

    A group has more only where a single definition has, or definitions that cannot be parted. The groups are called
    part-01 and so on: whoever writes them down gives better names.
    """
    groups: list[list[str]] = []
    filled = most
    for unit in linked(fleet):
        size = sum(weight(fleet.definitions[key]) for key in unit)
        if filled + size > most and filled:
            groups.append([])
            filled = 0
        groups[-1].extend(unit)
        filled += size
    digits = max(2, len(str(len(groups))))
    return {f"part-{number:0{digits}}": keys for number, keys in enumerate(groups, start=1)}


def weight(declared: Mapping[str, Any] | None) -> int:
    """Return how much a definition counts: its versions, and 1 where it has none."""
    return max(1, len(mapping(mapping(declared).get("versions"))))
