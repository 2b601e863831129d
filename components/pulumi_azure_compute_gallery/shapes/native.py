"""Inputs in the names of azure-native's schema."""

from collections.abc import Mapping
from typing import Any

__all__ = ["without_missing"]


def without_missing(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are given: absent and null are the same to Azure, but only one makes a clean diff."""
    return {name: value for name, value in values.items() if value is not None}
