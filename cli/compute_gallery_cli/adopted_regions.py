"""The regions and edge zones of an existing version, in the shorthand where that says it all."""

from collections.abc import Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import given, mapping, sequence, taken
from compute_gallery_rules import TargetRegion, format_target_region, region_display_name, region_name

__all__ = ["edge_zones_tree", "regions_tree"]

COUNT, STORAGE = "regionalReplicaCount", "storageAccountType"
IN_SHORTHAND = {"name", COUNT, STORAGE}
ZONE_DEFAULTS = {"extendedLocationReplicaCount": 1, STORAGE: "StandardSSD_LRS"}
"""What the components send where the config is silent."""


def regions_tree(profile: Mapping[str, Any]) -> list[Any]:
    """Return the target regions in Azure's order; a region's number and storage only where it has one of its own."""
    usual = {COUNT: profile.get("replicaCount", 1), STORAGE: profile.get(STORAGE, "Standard_LRS")}
    usual["excludeFromLatest"] = False
    return [region_tree(mapping(region), usual) for region in sequence(profile.get("targetRegions"))]


def region_tree(region: Mapping[str, Any], usual: Mapping[str, Any]) -> Any:  # noqa: ANN401 a text or a mapping
    """Return one region: in the shorthand, unless it has more to say or its name cannot be told from there."""
    name = str(region.get("name", ""))
    names = (COUNT, STORAGE, "excludeFromLatest", "encryption", "additionalReplicaSets")
    own: dict[str, Any] = {"name": name, **taken(region, names, usual)}
    if set(own) <= IN_SHORTHAND and region_display_name(name) == name:
        storage = own.get(STORAGE)
        short = str(storage).lower() if storage else None
        return format_target_region(TargetRegion(region_name(name), own.get(COUNT), short))
    return own


def edge_zones_tree(profile: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the edge zones."""
    return [edge_zone_tree(mapping(zone)) for zone in sequence(profile.get("targetExtendedLocations"))]


def edge_zone_tree(zone: Mapping[str, Any]) -> dict[str, Any]:
    """Return one edge zone."""
    place = taken(mapping(zone.get("extendedLocation")), ("name", "type"), {"type": "EdgeZone"})
    more = taken(zone, (*ZONE_DEFAULTS, "encryption"), ZONE_DEFAULTS)
    return given({"name": zone.get("name"), "extendedLocation": place, **more})
