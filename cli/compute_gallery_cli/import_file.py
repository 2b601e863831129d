"""The file for `pulumi import --file`: every resource at its place among the components."""

from collections.abc import Iterator
from typing import Any

from compute_gallery_cli.adopted_gallery import ExistingDefinition

__all__ = ["import_resources"]

COMPONENT = "azure-compute-gallery:index:"
NATIVE = "azure-native:compute:"


def import_resources(
    name: str, gallery_id: str, definitions: list[ExistingDefinition], *, has_gallery: bool = True
) -> dict[str, Any]:
    """Return the file's content; `name` is the logical name of the gallery component, `images` in `__main__.py`.

    Without the gallery the definitions are in none, as in a stack of a fleet.
    """
    return {"resources": list(resources(name, gallery_id, definitions, has_gallery=has_gallery))}


def resources(
    name: str, gallery_id: str, definitions: list[ExistingDefinition], *, has_gallery: bool
) -> Iterator[dict[str, Any]]:
    """Yield each component, and in it the resource that it stands for."""
    if has_gallery:
        yield component("Gallery", name)
        yield native("Gallery", f"{name}-gallery", gallery_id, name)
    for definition in definitions:
        own, own_id = f"{name}-{definition.name}", f"{gallery_id}/images/{definition.name}"
        yield component("ImageDefinition", own, name if has_gallery else None)
        yield native("GalleryImage", f"{own}-definition", own_id, own)
        for version in definition.ordered():
            number = str(version["name"])
            yield component("ImageVersion", f"{own}-{number}", own)
            yield native(
                "GalleryImageVersion", f"{own}-{number}-version", f"{own_id}/versions/{number}", f"{own}-{number}"
            )


def component(kind: str, name: str, parent: str | None = None) -> dict[str, Any]:
    """Return a component, which stands for nothing in Azure."""
    around = {"parent": parent} if parent else {}
    return {"type": f"{COMPONENT}{kind}", "name": name, "component": True, **around}


def native(kind: str, name: str, resource_id: str, parent: str) -> dict[str, Any]:
    """Return a resource of Azure."""
    return {"type": f"{NATIVE}{kind}", "name": name, "id": resource_id, "parent": parent}
