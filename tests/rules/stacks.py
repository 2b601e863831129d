"""Resources of a stack, as the rules on several resources get them."""

from collections.abc import Mapping

from compute_gallery_rules import ResourceKind
from compute_gallery_rules.together.declared import DeclaredResource

__all__ = ["declared", "definition", "gallery", "version"]


def declared(
    kind: ResourceKind,
    name: str,
    inputs: Mapping[str, object],
    *,
    references: Mapping[str, tuple[str, ...]] | None = None,
    provider: str = "",
) -> DeclaredResource:
    """Make a resource whose URN is its name."""
    links = {field: frozenset(urns) for field, urns in (references or {}).items()}
    return DeclaredResource(name, name, kind, inputs, references=links, provider=provider)


def gallery(name: str = "g", /, **inputs: object) -> DeclaredResource:
    """Make a gallery called images."""
    return declared(ResourceKind.GALLERY, name, {"galleryName": "images", **inputs})


def definition(name: str = "d", /, **inputs: object) -> DeclaredResource:
    """Make a definition called ubuntu in the gallery images."""
    return declared(
        ResourceKind.IMAGE_DEFINITION, name, {"galleryName": "images", "galleryImageName": "ubuntu", **inputs}
    )


def version(name: str = "v", number: object = "1.0.0", /, **inputs: object) -> DeclaredResource:
    """Make a version of the definition ubuntu in the gallery images."""
    own = {"galleryName": "images", "galleryImageName": "ubuntu", "galleryImageVersionName": number}
    return declared(ResourceKind.IMAGE_VERSION, name, {**own, **inputs})
