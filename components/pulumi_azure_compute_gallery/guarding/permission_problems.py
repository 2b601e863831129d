"""What is wrong with the names of versions, definitions and regions that a guard is lifted for."""

from collections.abc import Iterator, Mapping
from typing import Any

from compute_gallery_rules import REGIONS, Finding, Severity, parse_version, printable, region_name, region_suggestion
from pulumi_azure_compute_gallery.arguments.reader import RULE

__all__ = ["permissions_of_definition", "permissions_of_gallery"]

OF_DEFINITION = 'a version\'s number, such as "1.0.0"'
OF_GALLERY = '"definition/version", such as "ubuntu/1.0.0", or "definition"'


def permissions_of_definition(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find entries of allow_delete that are no version numbers, and regions that nobody knows."""
    for place, name in named(args, "allow_delete"):
        if parse_version(name) is None:
            yield Finding(RULE, place, printable(name), "names no version", OF_DEFINITION, None, Severity.ERROR)
    yield from unknown_regions(args)


def permissions_of_gallery(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find the same in a gallery, where a version is named together with its definition."""
    for place, name in named(args, "allow_delete"):
        definition, slash, number = name.partition("/")
        if not definition.strip() or (slash and parse_version(number) is None):
            problem = "names no version and no definition"
            yield Finding(RULE, place, printable(name), problem, OF_GALLERY, None, Severity.ERROR)
        elif not slash and parse_version(name) is not None:
            problem = "names a version without its definition"
            yield Finding(RULE, place, printable(name), problem, OF_GALLERY, None, Severity.ERROR)
    yield from unknown_regions(args)


def unknown_regions(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Warn of a region that is not in the table: a guard would not be lifted for the one that was meant.

    An edge zone is named as "region/zone".
    """
    for place, name in named(args, "retire_regions"):
        region, slash, zone = name.partition("/")
        if region_name(region) not in REGIONS:
            meant = region_suggestion(region)
            instead = printable(f"{meant}{slash}{zone}") if meant else None
            problem, allowed = (
                "is no region that is known",
                'a region in either spelling, "region/zone" for an edge zone',
            )
            yield Finding("region-known", place, printable(name), problem, allowed, instead, Severity.WARNING)


def named(args: Mapping[str, Any], field: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a list, each with its place."""
    declared = args.get(field)
    for index, name in enumerate(declared if isinstance(declared, list) else ()):
        if isinstance(name, str):
            yield f"{field}[{index}]", name
