"""The image that a machine or scale set is made from: found, and there in that region.

A reference to a definition, or to its version "latest", means the highest version that is in the region and is not
excluded from latest.
"""

import re
from dataclasses import dataclass

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.gallery_views import version_is_in, viewed_gallery
from compute_gallery_emulator.json_values import JsonObject, list_at, object_at, text_at, value_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.regions import canonical_region
from compute_gallery_emulator.resource_id import parse_address
from compute_gallery_emulator.resource_type import Estate
from compute_gallery_emulator.source_traits import SourceTraits, traits_of
from compute_gallery_emulator.version_name import version_number

__all__ = ["UsedImage", "find_image"]

_DEFINITION = "microsoft.compute/galleries/images"
_VERSION = "microsoft.compute/galleries/images/versions"
_OUTSIDE = re.compile(
    r"/(?P<root>sharedGalleries|communityGalleries)/(?P<gallery>[^/]+)/images/(?P<image>[^/]+)(?:/versions/(?P<version>[^/]+))?",
    re.IGNORECASE,
)
_LATEST = "latest"


@dataclass(frozen=True, slots=True)
class UsedImage:
    """What a reference stands for; `exact_version` is empty for a managed image."""

    traits: SourceTraits
    exact_version: str = ""


def find_image(reference: JsonObject, subscription: str, location: str, estate: Estate) -> UsedImage | None:
    """Return the image that a reference names, or None for one of the marketplace.

    Raises `ArmError`: 404 GalleryImageNotFound (target imageReference) where no such version is in the region, 404
    NotFound where there is no such managed image.
    """
    for name in ("communityGalleryImageId", "sharedGalleryImageId", "id"):
        id_ = text_at(reference, name)
        if id_:
            return _of_id(id_, subscription, location, estate)
    return None


def _of_id(id_: str, subscription: str, location: str, estate: Estate) -> UsedImage:
    outside = _OUTSIDE.fullmatch(id_.rstrip("/"))
    if outside:
        gallery = viewed_gallery(estate.store, outside["root"], outside["gallery"], subscription, estate.now)
        definition = estate.at(f"{gallery.id}/images/{outside['image']}") if gallery else None
        return _of_definition(id_, definition, outside["version"] or _LATEST, location, estate)
    address = parse_address(id_)
    type_name = address.type_name.lower() if address else ""
    if address and type_name == _DEFINITION:
        return _of_definition(id_, estate.at(id_), _LATEST, location, estate)
    if address and address.parent and type_name == _VERSION:
        return _of_definition(id_, estate.at(address.parent.id), address.name, location, estate)
    image = estate.at(id_) if type_name == "microsoft.compute/images" else None
    if image is None or image.body.get("location") != location or image.state_at(estate.now) != "Succeeded":
        message = f"The image '{id_}' is not found. It must exist in the location '{location}'."
        raise ArmError(404, "NotFound", message, target="imageReference")
    return UsedImage(traits_of(image))


def _of_definition(id_: str, definition: Record | None, version: str, location: str, estate: Estate) -> UsedImage:
    found = _find_version(definition, version, location, estate) if definition else None
    if definition is None or found is None:
        message = (
            f"The gallery image {id_} is not available in {location} region. Please contact image owner to replicate "
            "to this region, or change your requested region."
        )
        raise ArmError(404, "GalleryImageNotFound", message, target="imageReference")
    return UsedImage(traits_of(found, definition), found.name)


def _find_version(definition: Record, version: str, location: str, estate: Estate) -> Record | None:
    if version.lower() != _LATEST:
        record = estate.at(f"{definition.id}/versions/{version}")
        return record if record and version_is_in(record, location, estate.now) else None
    versions = estate.children(definition.key, _VERSION)
    usable = [
        record
        for record in versions
        if version_is_in(record, location, estate.now) and not _is_excluded(record, location)
    ]
    return max(usable, key=lambda record: version_number(record.name) or (), default=None)


def _is_excluded(version: Record, location: str) -> bool:
    """Say whether a version is excluded from latest, everywhere or in one region."""
    profile = object_at(version.body, "properties", "publishingProfile")
    region = next(
        (r for r in list_at(profile, "targetRegions") if canonical_region(text_at(r, "name") or "") == location), {}
    )
    return value_at(profile, "excludeFromLatest") is True or region.get("excludeFromLatest") is True
