"""What is where: the definitions of a gallery by version and by region, as data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from compute_gallery_cli.adopted_fields import given, mapping, sequence
from compute_gallery_cli.gallery_client import Json
from compute_gallery_cli.stack_file import StackSettings
from compute_gallery_cli.version_source import source_tree
from compute_gallery_rules import (
    EndOfLifeError,
    ImageVersionNumber,
    PublishedVersion,
    latest_version,
    parse_end_of_life,
    parse_resource_id,
    parse_version,
    region_name,
)

__all__ = ["gallery_entry"]

SERVED = frozenset({"Succeeded", "Updating"})
"""States of versions that machines can be made from: what is still being created, or has failed, is no latest."""
NONE = ImageVersionNumber(0, 0, 0)


def gallery_entry(
    gallery: Json, definitions: Iterable[tuple[Json, Iterable[Json]]], settings: StackSettings, now: datetime
) -> dict[str, Any]:
    """Return one gallery of the catalogue.

    `settings` are those of the stack that declares the gallery: Azure does not know of rings.
    """
    is_declared = (settings.gallery or "").lower() == str(gallery["name"]).lower()
    known = settings if is_declared else StackSettings.nowhere()
    listed = list(definitions)
    # A list of galleries spells the resource group in capitals; definitions keep its spelling.
    ids = [str(each.get("id")) for each, _ in listed]
    parsed = parse_resource_id((ids or [str(gallery.get("id"))])[0])
    entries = [definition_entry(each, versions, known, now) for each, versions in listed]
    return {
        "name": gallery["name"],
        "resourceGroup": parsed.resource_group if parsed else None,
        "location": gallery.get("location"),
        "definitions": sorted(entries, key=lambda entry: str(entry["name"]).lower()),
        "totals": totals(entries),
    }


def definition_entry(
    definition: Json, versions: Iterable[Json], settings: StackSettings, now: datetime
) -> dict[str, Any]:
    """Return one definition with its versions, newest first."""
    properties = mapping(definition.get("properties"))
    name = str(definition["name"])
    declared = settings.definition(name) or {}
    listed = sorted(versions, key=number_of, reverse=True)
    published = [published_version(each) for each in listed if state_of(each) in SERVED]
    latest = latest_version(published, today=now)
    of_azure = latest_version(published)
    return given(
        {
            "name": name,
            "description": properties.get("description"),
            "osType": properties.get("osType"),
            "osState": properties.get("osState"),
            "hyperVGeneration": properties.get("hyperVGeneration"),
            "architecture": properties.get("architecture"),
            "identifier": dict(mapping(properties.get("identifier"))),
            "endOfLifeDate": properties.get("endOfLifeDate"),
            "isPastEndOfLife": is_past(properties, now) or None,
            "latest": {region: str(one.number) for region, one in latest.items()},
            "latestInAzure": {
                region: str(one.number) for region, one in of_azure.items() if one is not latest.get(region)
            },
            "rings": [str(mapping(ring).get("name")) for ring in sequence(declared.get("rings"))],
            "versions": [version_entry(each, latest, mapping(declared.get("versions")), now) for each in listed],
        }
    )


def version_entry(
    version: Json, latest: Mapping[str, PublishedVersion], declared: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """Return one version with its regions."""
    properties = mapping(version.get("properties"))
    profile = mapping(properties.get("publishingProfile"))
    storage = mapping(properties.get("storageProfile"))
    regions = list(region_entries(version, latest))
    size = size_of(storage)
    return given(
        {
            "version": version["name"],
            "state": properties.get("provisioningState"),
            "publishedDate": profile.get("publishedDate"),
            "endOfLifeDate": profile.get("endOfLifeDate"),
            "isPastEndOfLife": is_past(profile, now) or None,
            "excludeFromLatest": profile.get("excludeFromLatest") or None,
            "promotedTo": mapping(declared.get(str(version["name"]))).get("promotedTo"),
            "source": next((str(value) for value in flat(source_tree(storage))), None),
            "sizeInGB": size,
            "replicas": sum(int(region["replicas"]) for region in regions),
            "storedGB": size * sum(int(region["replicas"]) for region in regions) if size else None,
            "regions": regions,
        }
    )


def region_entries(version: Json, latest: Mapping[str, PublishedVersion]) -> Iterator[dict[str, Any]]:
    """Yield the regions and the edge zones that hold a version."""
    profile = mapping(mapping(version.get("properties")).get("publishingProfile"))
    count, storage = profile.get("replicaCount", 1), profile.get("storageAccountType")
    number = parse_version(str(version["name"]))
    for region in map(mapping, sequence(profile.get("targetRegions"))):
        name = str(region.get("name"))
        newest = latest.get(region_name(name))
        yield given(
            {
                "name": name,
                "replicas": region.get("regionalReplicaCount", count),
                "storageAccountType": region.get("storageAccountType", storage),
                "excludeFromLatest": region.get("excludeFromLatest") or None,
                "isLatest": (newest is not None and newest.number == number) or None,
            }
        )
    for zone in map(mapping, sequence(profile.get("targetExtendedLocations"))):
        yield given(
            {
                "name": zone.get("name"),
                "edgeZone": mapping(zone.get("extendedLocation")).get("name"),
                "replicas": zone.get("extendedLocationReplicaCount", 1),
                "storageAccountType": zone.get("storageAccountType"),
            }
        )


def published_version(version: Json) -> PublishedVersion:
    """Return what decides whether a version is the latest of a region."""
    profile = mapping(mapping(version.get("properties")).get("publishingProfile"))
    regions = {
        str(mapping(region).get("name")): bool(mapping(region).get("excludeFromLatest"))
        for region in sequence(profile.get("targetRegions"))
    }
    excluded = bool(profile.get("excludeFromLatest"))
    return PublishedVersion(number_of(version), regions, excluded_from_latest=excluded, end_of_life=end_of(profile))


def state_of(version: Json) -> str:
    """Return Azure's state of a version."""
    return str(mapping(version.get("properties")).get("provisioningState", "Succeeded"))


def number_of(version: Json) -> ImageVersionNumber:
    """Return a version's number."""
    return parse_version(str(version["name"])) or NONE


def end_of(properties: Mapping[str, Any]) -> datetime | None:
    """Return an end of life; None where there is none that can be read."""
    try:
        return parse_end_of_life(properties["endOfLifeDate"]) if properties.get("endOfLifeDate") else None
    except EndOfLifeError:
        return None


def is_past(properties: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether an end of life is past."""
    end = end_of(properties)
    return end is not None and end <= now.astimezone(UTC)


def size_of(storage: Mapping[str, Any]) -> int:
    """Return the size of all disks of a version in GB; 0 where Azure does not tell."""
    disks = [mapping(storage.get("osDiskImage")), *map(mapping, sequence(storage.get("dataDiskImages")))]
    return sum(size for disk in disks if isinstance(size := disk.get("sizeInGB"), int))


def flat(source: Mapping[str, Any]) -> Iterator[object]:
    """Yield the id or the address in a source."""
    for value in source.values():
        yield value.get("uri") if isinstance(value, Mapping) else value


def totals(definitions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return how much there is."""
    listed = list(definitions)
    versions = [version for definition in listed for version in sequence(definition.get("versions"))]
    return {
        "definitions": len(listed),
        "versions": len(versions),
        "replicas": sum(int(version.get("replicas", 0)) for version in versions),
        "storedGB": sum(int(version.get("storedGB", 0)) for version in versions),
        "regions": sorted({str(region["name"]) for version in versions for region in sequence(version.get("regions"))}),
    }
