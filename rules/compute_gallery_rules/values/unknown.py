"""The marker for a value that is not known yet."""

from enum import Enum
from typing import Final, Literal

__all__ = ["UNKNOWN", "Unknown"]


class Unknown(Enum):
    """The type of `UNKNOWN`: an enumeration of one, so that a copied or pickled marker stays the same object."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        """Print the marker as people read it."""
        return "<not known yet>"


UNKNOWN: Final[Literal[Unknown.UNKNOWN]] = Unknown.UNKNOWN
"""Stands anywhere in the inputs for a value that a preview cannot know.

A check skips that field and judges the others.
"""
