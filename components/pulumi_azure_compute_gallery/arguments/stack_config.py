"""A gallery from the stack's config: the same tree in camelCase, with the shorthand for target regions."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import pulumi
from pulumi.runtime.config import is_config_secret

from compute_gallery_rules import carries_token, printable
from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.reader import normalised, problems, step, wrong_kind
from pulumi_azure_compute_gallery.arguments.spelling import snake_case
from pulumi_azure_compute_gallery.arguments.target_region import regions

__all__ = ["gallery_args_from_config"]


def gallery_args_from_config(key: str = "gallery", config: pulumi.Config | None = None) -> GalleryArgs:
    """Read `<project>:<key>` of the stack's config.

    Target regions may be written as objects, in the shorthand, or mixed. Raises RunError that lists every unknown
    argument and every value of the wrong kind, with its place and what is allowed there. A SAS token that the stack's
    file holds in plain text is warned of: whoever reads the file, or the history of the stack, has it.
    """
    config = config or pulumi.Config()
    try:
        declared = config.require_object(key)
    except pulumi.ConfigTypeError:
        # Pulumi's own text holds the whole value, which may have a token in it.
        text = wrong_kind("", config.require(key), "a mapping of names to values").text
        raise pulumi.RunError(text(f"config {config.full_key(key)}")) from None
    if not is_config_secret(config.full_key(key)):
        warn_of_tokens(config.full_key(key), declared)
    tree = with_typed_regions(declared)
    found = list(problems(tree, GalleryArgs, camel=True))
    if found:
        lines = "\n".join(finding.text(f"config {config.full_key(key)}") for finding in found)
        raise pulumi.RunError(lines)
    return cast("GalleryArgs", normalised(tree, GalleryArgs))


def warn_of_tokens(key: str, declared: object) -> None:
    """Warn of each text with a SAS token in a config that is not secret, by its place."""
    for place, text in tokens(declared):
        what = f"{printable(text)} carries a SAS token in plain text, which stays in the stack's file and its history"
        allowed = "an address without a token, or one that `pulumi config set --secret --path` has encrypted"
        pulumi.log.warn(f"config {key}: {place}: {what}. Allowed: {allowed}.")


def tokens(tree: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with a SAS token in it, with its place."""
    if isinstance(tree, Mapping):
        for name, part in tree.items():
            yield from tokens(part, step(place, str(name)))
    elif isinstance(tree, list):
        for index, part in enumerate(tree):
            yield from tokens(part, f"{place}[{index}]")
    elif isinstance(tree, str) and carries_token(tree):
        yield place, tree


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
