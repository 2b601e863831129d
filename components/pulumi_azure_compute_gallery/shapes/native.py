"""How azure-native's resource classes are called with inputs in the names of its schema."""

from collections.abc import Mapping
from typing import Any

from pulumi_azure_compute_gallery.arguments.spelling import snake_case

__all__ = ["as_keywords", "without_missing"]


def without_missing(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are given: absent and null are the same to Azure, but only one makes a clean diff."""
    return {name: value for name, value in values.items() if value is not None}


def as_keywords(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the outermost names as the resource class's keyword arguments; nested names are the schema's own."""
    return {snake_case(name): value for name, value in inputs.items()}
