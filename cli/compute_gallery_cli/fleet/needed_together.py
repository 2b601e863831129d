"""Definitions that have to be in one stack, because versions of one wait for versions of the other."""

from collections.abc import Iterator, Mapping

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.fleet.declared_fields import part
from compute_gallery_cli.fleet.fleet_file import Fleet
from compute_gallery_rules import parse_resource_id

__all__ = ["linked", "links_of", "name_of"]

ONE_AT_A_TIME = {"virtualMachineId": "virtual machine", "managedImageId": "managed image"}
"""Sources that Azure builds one version at a time from."""

Link = tuple[str, str, str]
"""Two definitions by their keys, and why they belong together."""


def links_of(fleet: Fleet) -> Iterator[Link]:
    """Yield what ties definitions to each other, as far as it can be read in the file."""
    keys = {name_of(key, declared): key for key, declared in fleet.definitions.items()}
    first_from: dict[tuple[str, str], str] = {}
    for key, declared in fleet.definitions.items():
        for number, version in mapping(mapping(declared).get("versions")).items():
            source = mapping(mapping(version).get("source"))
            made_from = part(source, "imageVersionId")
            other = definition_of(fleet, made_from, keys) if isinstance(made_from, str) else None
            if other is not None and other != key:
                yield key, other, f'version {number} of "{key}" is made from a version of "{other}"'
            for field, kind in ONE_AT_A_TIME.items():
                id_ = part(source, field)
                if not isinstance(id_, str):
                    continue
                first = first_from.setdefault((kind, id_.lower()), key)
                if first != key:
                    yield (
                        key,
                        first,
                        f"versions of both are made from the {kind} {id_.rpartition('/')[2]}, one at a time",
                    )


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


def definition_of(fleet: Fleet, made_from: str, keys: Mapping[str, str]) -> str | None:
    """Return the definition of this gallery that a version's id names; None for one of another gallery."""
    found = parse_resource_id(made_from)
    if found is None or found.type.lower() != "microsoft.compute/galleries/images/versions":
        return None
    named = [str(name).lower() for name in (found.resource_group, found.names[0])]
    subscriptions = {str(one).lower() for one in (found.subscription, fleet.subscription) if one}
    is_own = named == [name.lower() for name in fleet.place] and len(subscriptions) < 2  # noqa: PLR2004 two that differ
    return keys.get(found.names[1].lower()) if is_own else None
