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
    yield component("Gallery", name)
    yield native("Gallery", f"{name}-gallery", gallery_id, name)
    for definition in definitions:
        own, own_id = f"{name}-{definition.name}", f"{gallery_id}/images/{definition.name}"
        yield component("ImageDefinition", own, name)
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
