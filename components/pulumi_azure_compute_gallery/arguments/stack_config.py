"""A gallery from the stack's config: the same tree in camelCase, with the shorthand for target regions."""

from collections.abc import Mapping
from typing import Any, cast

import pulumi

from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.reader import normalised, problems, wrong_kind
from pulumi_azure_compute_gallery.arguments.spelling import snake_case
from pulumi_azure_compute_gallery.arguments.target_region import regions

__all__ = ["gallery_args_from_config"]


def gallery_args_from_config(key: str = "gallery", config: pulumi.Config | None = None) -> GalleryArgs:
    """Read `<project>:<key>` of the stack's config.

    Target regions may be written as objects, in the shorthand, or mixed. Raises RunError that lists every unknown
    argument and every value of the wrong kind, with its place and what is allowed there.
    """
    config = config or pulumi.Config()
    try:
        declared = config.require_object(key)
    except pulumi.ConfigTypeError:
        # Pulumi's own text holds the whole value, which may have a token in it.
        text = wrong_kind("", config.require(key), "a mapping of names to values").text
        raise pulumi.RunError(text(f"config {config.full_key(key)}")) from None
    tree = with_typed_regions(declared)
    found = list(problems(tree, GalleryArgs, camel=True))
    if found:
        lines = "\n".join(finding.text(f"config {config.full_key(key)}") for finding in found)
        raise pulumi.RunError(lines)
    return cast("GalleryArgs", normalised(tree, GalleryArgs))


def with_typed_regions(tree: Any) -> Any:  # noqa: ANN401 whatever the config holds
    """Return the tree with each target region in the shorthand turned into an object."""
    if isinstance(tree, list):
        return [with_typed_regions(part) for part in tree]
    if isinstance(tree, Mapping):
        return {
            name: typed(part) if is_region_list(name, part) else with_typed_regions(part) for name, part in tree.items()
        }
    return tree


def is_region_list(name: str, part: object) -> bool:
    """Tell whether a part of the tree is a list of target regions."""
    return snake_case(name) == "target_regions" and isinstance(part, list)


def typed(declared: list[Any]) -> list[Any]:
    """Return a list of target regions, each as an object."""
    return [regions(region)[0] if isinstance(region, str) else region for region in declared]
