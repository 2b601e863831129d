"""An existing gallery, its definitions and its versions as the tree of a stack's config."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compute_gallery_cli.adopted_definition import definition_remarks, definition_tree
from compute_gallery_cli.adopted_fields import given, mapping, sequence, taken
from compute_gallery_cli.adopted_version import version_remarks, version_tree
from compute_gallery_cli.gallery_client import Json
from compute_gallery_rules import parse_version, region_name

__all__ = ["ExistingDefinition", "gallery_remarks", "gallery_tree"]

GROUPS = {"Subscriptions": "subscriptionIds", "AADTenants": "tenantIds"}
COMMUNITY = ("eula", "publicNamePrefix", "publisherContact", "publisherUri")


@dataclass(frozen=True, slots=True)
class ExistingDefinition:
    """One definition with its versions, as Azure sent them."""

    resource: Json
    versions: tuple[Json, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.resource["name"])

    def ordered(self) -> list[Json]:
        """Return the versions in numeric order."""
        return sorted(self.versions, key=lambda each: parse_version(str(each["name"])) or (0, 0, 0))


def gallery_tree(resource_group: str, gallery: Json, definitions: Iterable[ExistingDefinition]) -> dict[str, Any]:
    """Return the gallery as a person would declare it: no default is spelled out, and nothing said twice."""
    properties = mapping(gallery.get("properties"))
    location = region_name(str(gallery.get("location", "")))
    declared = {}
    for definition in definitions:
        own = definition_tree(definition.resource, location)
        home = own.get("location", location)
        versions = {str(each["name"]): version_tree(each, home) for each in definition.ordered()}
        declared[definition.name] = {**own, **given({"versions": versions})}
    return given(
        {
            "galleryName": gallery["name"],
            "resourceGroupName": resource_group,
            "location": location,
            **taken(properties, ("description",)),
            **taken(gallery, ("tags",)),
            "identity": identity_tree(mapping(gallery.get("identity"))),
            "sharingProfile": sharing_tree(mapping(properties.get("sharingProfile"))),
            "softDeletePolicy": taken(mapping(properties.get("softDeletePolicy")), ("isSoftDeleteEnabled",)),
            "definitions": declared,
        }
    )


def identity_tree(identity: Mapping[str, Any]) -> dict[str, Any]:
    """Return the identities of a gallery."""
    assigned = list(mapping(identity.get("userAssignedIdentities")))
    return given({"type": identity.get("type"), "userAssignedIdentities": assigned})


def sharing_tree(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a gallery is shared, and with whom."""
    groups = [mapping(group) for group in sequence(profile.get("groups"))]
    shared = {
        GROUPS[str(group["type"])]: list(sequence(group.get("ids"))) for group in groups if group.get("type") in GROUPS
    }
    community = taken(mapping(profile.get("communityGalleryInfo")), COMMUNITY)
    return given({**taken(profile, ("permissions",)), "communityGalleryInfo": community, **shared})


def gallery_remarks(definitions: Iterable[ExistingDefinition]) -> Iterator[str]:
    """Yield what the config cannot say, or what should be looked at."""
    for definition in definitions:
        yield from (f"{definition.name}: {remark}" for remark in definition_remarks(definition.resource))
        for version in definition.ordered():
            yield from (f"{definition.name}/{version['name']}: {remark}" for remark in version_remarks(version))
