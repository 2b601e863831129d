"""The policies of the pack: one for each module in the package `rules`."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from pulumi_policy import ResourceValidationPolicy

from compute_gallery_policies import rules

__all__ = ["PACK_NAME", "POLICIES"]

PACK_NAME: Final = "azure-compute-gallery"


def _policies() -> tuple[ResourceValidationPolicy, ...]:
    modules = (import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__))
    return tuple(policy for module in modules if isinstance(policy := module.policy, ResourceValidationPolicy))


POLICIES: Final[tuple[ResourceValidationPolicy, ...]] = _policies()
"""Every policy, in alphabetical order. A policy is added by adding its module."""
