"""Definitions that have to be in one stack, because versions of one wait for versions of the other."""

from collections.abc import Iterator, Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.fleet.declared_fields import part
from compute_gallery_cli.fleet.fleet_file import Fleet
from compute_gallery_rules import ResourceId, parse_resource_id

__all__ = [
    "built_one_at_a_time",
    "is_of",
    "linked",
    "links_of",
    "name_of",
    "place_of",
    "sources_in",
    "version_in",
]

ONE_AT_A_TIME = {"virtualMachineId": "virtual machine", "managedImageId": "managed image"}
"""Sources that Azure builds one version at a time from."""

Link = tuple[str, str, str]
"""Two definitions by their keys, and why they belong together."""


def links_of(fleet: Fleet) -> Iterator[Link]:
    """Yield what ties definitions to each other, as far as it can be read in the file."""
    keys = {name_of(key, declared): key for key, declared in fleet.definitions.items()}
    first_from: dict[tuple[str, str], str] = {}
    for key, number, source in sources_in(fleet.definitions):
        made_from = version_in(source)
        other = keys.get(made_from.names[1].lower()) if made_from and is_of(fleet, made_from) else None
        if other is not None and other != key:
            yield key, other, f'version {number} of "{key}" is made from a version of "{other}"'
        for kind, id_ in built_one_at_a_time(source):
            first = first_from.setdefault((kind, id_.lower()), key)
            if first != key:
                name = id_.rpartition("/")[2]
                yield key, first, f"versions of both are made from the {kind} {name}, one at a time"


def sources_in(definitions: Mapping[str, Any]) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """Yield the source of each version, after its definition's key and its own number."""
    for key, declared in definitions.items():
        for number, version in mapping(mapping(declared).get("versions")).items():
            yield key, number, mapping(mapping(version).get("source"))


def built_one_at_a_time(source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a version is made from that Azure builds one version at a time from: its kind, and its id."""
    for field, kind in ONE_AT_A_TIME.items():
        if isinstance(id_ := part(source, field), str):
            yield kind, id_


def linked(fleet: Fleet) -> list[list[str]]:
    """Return the definitions in the order of the file, those together that have to be in one stack."""
    leader: dict[str, str] = {key: key for key in fleet.definitions}

    def root(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other, _ in links_of(fleet):
        leader[root(one)] = root(other)
    units: dict[str, list[str]] = {}
    for key in fleet.definitions:
        units.setdefault(root(key), []).append(key)
    return list(units.values())


def name_of(key: str, declared: object) -> str:
    """Return a definition's name in Azure, in the casing that all comparisons use."""
    return str(part(mapping(declared), "imageDefinitionName") or key).lower()


def version_in(source: Mapping[str, Any]) -> ResourceId | None:
    """Return the version of a gallery that a version is made from; None for another source."""
    id_ = part(source, "imageVersionId")
    found = parse_resource_id(id_) if isinstance(id_, str) else None
    return found if found and found.type.lower() == "microsoft.compute/galleries/images/versions" else None


def is_of(fleet: Fleet, version: ResourceId) -> bool:
    """Tell whether a version is in a fleet's gallery, as far as the file knows its subscription."""
    subscriptions = {str(one).lower() for one in (version.subscription, fleet.subscription) if one}
    is_one_subscription = len(subscriptions) < 2  # noqa: PLR2004 two that differ
    return is_one_subscription and place_of(version) == tuple(name.lower() for name in fleet.place)


def place_of(version: ResourceId) -> tuple[str, str]:
    """Return resource group and gallery of a version, in the casing that all comparisons use."""
    return str(version.resource_group).lower(), version.names[0].lower()
