"""The mirror of a gallery: the same definitions and versions in another region, each made from the first one's."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import (
    UNKNOWN,
    Finding,
    Severity,
    gallery_against_mirror,
    printable,
    version_against_mirror,
)
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.nesting import NestedArgs, known_too_late
from pulumi_azure_compute_gallery.arguments.reader import RULE, normalised
from pulumi_azure_compute_gallery.arguments.target_region import regions
from pulumi_azure_compute_gallery.image_definition import ImageDefinition
from pulumi_azure_compute_gallery.image_version import ImageVersion
from pulumi_azure_compute_gallery.judging.agreements import under_own_names
from pulumi_azure_compute_gallery.judging.declared import Declared
from pulumi_azure_compute_gallery.judging.verdict import Verdict
from pulumi_azure_compute_gallery.rollout.nested_rollout import nested_versions
from pulumi_azure_compute_gallery.rollout.retention import Retired
from pulumi_azure_compute_gallery.running.deferred import later, together
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment, of_this_run
from pulumi_azure_compute_gallery.shapes.gallery_shape import gallery_inputs
from pulumi_azure_compute_gallery.shapes.image_version_shape import DEFAULT_REPLICAS
from pulumi_azure_compute_gallery.shapes.placement import target_regions

__all__ = ["can_be_mirrored", "mirror_args", "problems_of_mirror"]

REQUIRED = ("gallery_name", "location")

OF_GALLERY = (
    "allow_delete",
    "description",
    "lock",
    "protection",
    "retire_regions",
    "role_assignments",
    "soft_delete_policy",
)
"""What the mirror takes over from the gallery. How a gallery is shared is decided for each on its own."""

NOT_OF_DEFINITION = ("demand", "gallery_name", "location", "resource_group_name", "retention", "rings", "versions")
"""What a definition of the mirror has of its own, or needs no more when its versions' regions are settled."""

OF_VERSION = (
    "block_deletion_before_end_of_life",
    "end_of_life_date",
    "exclude_from_latest",
    "protection",
    "replica_count",
    "replication_mode",
    "security_profile",
    "storage_account_type",
    "tags",
    "target_extended_locations",
    "version",
)
"""What a copy takes over from its version, beside the regions."""


def problems_of_mirror(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with a mirror's own arguments, in a gallery's."""
    mirror = args.get("mirror")
    if mirror is UNKNOWN:
        yield known_too_late("mirror")
    if not isinstance(mirror, Mapping):
        return
    for name in REQUIRED:
        if name not in mirror:
            yield Finding(
                RULE, f"mirror.{name}", printable(None), "is missing", "a value of its own", None, Severity.ERROR
            )
    yield from gallery_against_mirror(gallery_inputs(args), mirror.get("gallery_name"), mirror.get("location"))


def can_be_mirrored(gallery: pulumi.Resource, definitions: Iterable[ImageDefinition], mirror: object) -> bool:
    """Report what keeps versions from being copied; return whether everything is fit for a mirror.

    Where anything is refused the mirror would only repeat it.
    """
    if not isinstance(mirror, Mapping):
        return False
    declared, verdict = of_this_deployment(Declared), of_this_run(Verdict)
    home, refused, components = mirror.get("location"), False, [gallery]
    for definition in definitions:
        components += [definition, *definition.versions.values()]
        for version in definition.versions.values():
            noted = declared.of(version)
            if noted is not None and isinstance(home, str):
                found = under_own_names(version_against_mirror(noted.inputs, home), noted)
                refused = verdict.report(version, noted.label, found) or refused
    told = (finding for one in components if (noted := declared.of(one)) for finding in noted.findings)
    return not refused and all(finding.severity is not Severity.ERROR for finding in told)


def mirror_args(
    gallery: Mapping[str, Any], nested: Mapping[str, NestedArgs], definitions: Mapping[str, ImageDefinition]
) -> dict[str, Any]:
    """Return the arguments of a gallery's mirror, from its own, its definitions' (`nested`) and the components.

    What has left the gallery under its retention leaves the mirror too: it is not among the arguments, and its
    deletion is permitted. It depends on its source, so it goes first.
    """
    mirror = gallery["mirror"]
    taken = {name: gallery[name] for name in OF_GALLERY if name in gallery}
    place = {"resource_group_name": gallery.get("resource_group_name"), **mirror}
    copies = {key: definition_args(args, definitions[key].versions, place) for key, args in nested.items()}
    return {**taken, **place, "definitions": copies}


def definition_args(
    nested: NestedArgs, versions: Mapping[str, ImageVersion], mirror: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the arguments of a definition in the mirror, with the copies of the versions that are still there."""
    args = normalised(nested, ImageDefinitionArgs)
    copies = {}
    for key, version in nested_versions(nested.get("versions"), args).items():
        read = {**normalised(version, ImageVersionArgs), **version.decided}
        if key in versions:
            copies[key] = version_args(read, versions[key])
        else:
            place = (mirror["resource_group_name"], mirror["gallery_name"], args["image_definition_name"])
            together(retire, *place, read["version"])
    own = {name: part for name, part in args.items() if name not in NOT_OF_DEFINITION}
    return {**own, "versions": copies}


def retire(*place: str) -> None:
    """Permit the deletion of a copy."""
    of_this_deployment(Retired).add(place)


def version_args(version: Mapping[str, Any], made: ImageVersion) -> dict[str, Any]:
    """Return the arguments of a version's copy: made from it, in the same regions, with the same flags."""
    copy = {name: version[name] for name in OF_VERSION if name in version}
    replicas = version.get("replica_count", DEFAULT_REPLICAS)
    listed = later(target_regions(version, replicas), lambda declared: [later(one, typed) for one in declared])
    return {**copy, "source": {"image_version_id": made.image_version_id}, "target_regions": listed}


def typed(region: object) -> object:
    """Return a target region as an object."""
    return regions(region)[0] if isinstance(region, str) else region
