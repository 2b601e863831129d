"""Edge zones that a version is replicated to, and disks that read their replicas directly."""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypedDict

from pulumi import Input

from compute_gallery_rules import EDGE_ZONE_STORAGE_ACCOUNT_TYPES, STORAGE_ACCOUNT_TYPES, region_display_name
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.azure_casing import azure_casing
from pulumi_azure_compute_gallery.shapes.encryption import Encryption, encryption_inputs
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = [
    "AdditionalReplicaSet",
    "ExtendedLocation",
    "TargetExtendedLocation",
    "edge_zone_inputs",
    "replica_set_inputs",
]

DEFAULT_TYPE = "EdgeZone"
DEFAULT_REPLICAS = 1
DEFAULT_STORAGE = "StandardSSD_LRS"
"""Azure's default for edge zones (recorded), sent by name."""


class AdditionalReplicaSet(TypedDict, total=False):
    """Further replicas in a region that new disks are made from directly."""

    regional_replica_count: Input[int]
    """Number of these replicas: 1 to 100."""
    storage_account_type: Input[str]
    """Standard_LRS, Standard_ZRS, Premium_LRS or PremiumV2_LRS, in any casing."""


class ExtendedLocation(TypedDict, total=False):
    """An edge zone."""

    name: Input[str]
    """Name of the edge zone, such as microsoftlosangeles1. Required."""
    type: Input[str]
    """EdgeZone. Default: EdgeZone."""


class TargetExtendedLocation(TypedDict, total=False):
    """An edge zone that a version is replicated to."""

    name: Input[str]
    """The region that the edge zone belongs to, as "West US" or westus. Required."""
    extended_location: Input[ExtendedLocation]
    """The edge zone. Required."""
    extended_location_replica_count: Input[int]
    """Replicas in the edge zone, 1 to 100. Default: 1."""
    storage_account_type: Input[str]
    """Standard_LRS, Standard_ZRS, StandardSSD_LRS or Premium_LRS, in any casing. Default: StandardSSD_LRS."""
    encryption: Input[Encryption]
    """How the replicas are encrypted."""


def replica_set_inputs(replicas: Mapping[str, Any]) -> dict[str, Any]:
    """Return one additional set of replicas."""
    storage = later(replicas.get("storage_account_type"), partial(azure_casing, STORAGE_ACCOUNT_TYPES))
    return without_missing(
        {"regionalReplicaCount": replicas.get("regional_replica_count"), "storageAccountType": storage}
    )


def edge_zone_inputs(location: Mapping[str, Any]) -> dict[str, Any]:
    """Return one edge zone, its region by display name, with Azure's defaults by name."""
    storage = location.get("storage_account_type", DEFAULT_STORAGE)
    return without_missing(
        {
            "name": later(location.get("name"), display_name),
            "extendedLocation": later(location.get("extended_location"), extended_location_inputs),
            "extendedLocationReplicaCount": location.get("extended_location_replica_count", DEFAULT_REPLICAS),
            "storageAccountType": later(storage, partial(azure_casing, EDGE_ZONE_STORAGE_ACCOUNT_TYPES)),
            "encryption": later(location.get("encryption"), encryption_inputs),
        }
    )


def display_name(region: object) -> object:
    """Return a region as Azure gives it back."""
    return (region_display_name(region) if isinstance(region, str) else None) or region


def extended_location_inputs(zone: Mapping[str, Any]) -> dict[str, Any]:
    """Return the edge zone itself."""
    return without_missing({"name": zone.get("name"), "type": zone.get("type", DEFAULT_TYPE)})
