"""What is published where: the `catalogue` output."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pulumi

from compute_gallery_rules import PublishedVersion, latest_version, parse_end_of_life, parse_version
from pulumi_azure_compute_gallery.running.deferred import has_deferred, joined
from pulumi_azure_compute_gallery.running.native_resource import NativeResource
from pulumi_azure_compute_gallery.shapes.image_version_shape import image_version_inputs, region_list_inputs
from pulumi_azure_compute_gallery.shapes.signed_address import with_public_addresses
from pulumi_azure_compute_gallery.shapes.source_shape import source_in_words

__all__ = ["definition_entry", "version_entry"]


def version_entry(args: Mapping[str, Any], version: NativeResource) -> pulumi.Output[Mapping[str, Any]]:
    """Describe one version: id, source, regions with replicas and storage, end of life, state as Azure reports it."""

    def entry(version_id: str, state: str, args: Mapping[str, Any] = args) -> Mapping[str, Any]:
        inputs = image_version_inputs(args)
        profile = inputs["publishingProfile"]
        described = {
            "id": version_id,
            "source": source_in_words(args.get("source")),
            "regions": [
                {
                    "name": region["name"],
                    "replicas": region["regionalReplicaCount"],
                    "storageAccountType": region["storageAccountType"],
                    "excludeFromLatest": region["excludeFromLatest"],
                }
                for region in (profile["targetRegions"] if "targetRegions" in profile else home_region(inputs))
            ],
            "excludeFromLatest": profile["excludeFromLatest"],
            "endOfLifeDate": profile.get("endOfLifeDate"),
            "state": state,
        }
        return {name: value for name, value in described.items() if value is not None}

    late = [pulumi.Output.from_input(with_public_addresses(args))] if has_deferred(args) else []
    return joined(lambda known: entry(*known), [version.id, version.output("provisioningState"), *late])


def home_region(inputs: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the one region of a version that lists none: Azure takes its location, with the version's defaults."""
    profile, home = inputs["publishingProfile"], inputs.get("location")
    return region_list_inputs([{"name": home}], profile["replicaCount"], profile["storageAccountType"]) if home else []


def definition_entry(
    versions: Sequence[Sequence[Any]], today: datetime, retired: Sequence[str] | None = None
) -> Mapping[str, Any]:
    """Describe one definition by its versions, each a number and an entry: in numeric order, the latest per region.

    The latest passes over what is past its end of life, which Azure itself keeps serving. `retired` are the versions
    that retention let go; None where there is no retention.
    """
    published = [(of_catalogue(number, entry), entry) for number, entry in versions]
    ordered = sorted(published, key=lambda version: version[0].number)
    latest = latest_version((version for version, _ in published), today=today)
    return {
        "latest": {region: str(version.number) for region, version in latest.items()},
        "versions": {str(version.number): entry for version, entry in ordered},
        **({} if retired is None else {"retired": list(retired)}),
    }


def of_catalogue(number: str, version: Mapping[str, Any]) -> PublishedVersion:
    """Read what decides whether a version of the catalogue can be the latest."""
    parsed = parse_version(number)
    if parsed is None:
        raise ValueError(f"{number} is not a version number, though it was published")
    regions = {region["name"]: bool(region["excludeFromLatest"]) for region in version["regions"]}
    end = parse_end_of_life(version["endOfLifeDate"]) if version.get("endOfLifeDate") else None
    return PublishedVersion(parsed, regions, bool(version["excludeFromLatest"]), end)
