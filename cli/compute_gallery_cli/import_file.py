"""The file for `pulumi import --file`: every resource at its place among the components."""

from collections.abc import Iterator
from typing import Any

from compute_gallery_cli.adopted_gallery import ExistingDefinition

__all__ = ["import_resources"]

COMPONENT = "azure-compute-gallery:index:"
NATIVE = "azure-native:compute:"


def import_resources(name: str, gallery_id: str, definitions: list[ExistingDefinition]) -> dict[str, Any]:
    """Return the file's content; `name` is the logical name of the gallery component, `images` in `__main__.py`."""
    return {"resources": list(resources(name, gallery_id, definitions))}


def resources(name: str, gallery_id: str, definitions: list[ExistingDefinition]) -> Iterator[dict[str, Any]]:
    """Yield each component, and in it the resource that it stands for."""
    yield from pair("Gallery", "Gallery", name, "gallery", gallery_id, None)
    for definition in definitions:
        own, own_id = f"{name}-{definition.name}", f"{gallery_id}/images/{definition.name}"
        yield from pair("ImageDefinition", "GalleryImage", own, "definition", own_id, name)
        for version in definition.ordered():
            number = str(version["name"])
            version_id = f"{own_id}/versions/{number}"
            yield from pair("ImageVersion", "GalleryImageVersion", f"{own}-{number}", "version", version_id, own)


def pair(
    component: str, native: str, name: str, suffix: str, resource_id: str, parent: str | None
) -> Iterator[dict[str, Any]]:
    """Yield a component and its child."""
    around = {"parent": parent} if parent else {}
    yield {"type": f"{COMPONENT}{component}", "name": name, "component": True, **around}
    yield {"type": f"{NATIVE}{native}", "name": f"{name}-{suffix}", "id": resource_id, "parent": name}
