"""A compute gallery as a component, with the definitions and versions nested in it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pulumi
from pulumi_azure_native.compute import Gallery as NativeGallery

from compute_gallery_rules import Finding, judge_gallery
from pulumi_azure_compute_gallery.declaration import Declaration
from pulumi_azure_compute_gallery.field_names import under_argument_names
from pulumi_azure_compute_gallery.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.gallery_shape import gallery_inputs
from pulumi_azure_compute_gallery.image_definition import ImageDefinition
from pulumi_azure_compute_gallery.native import as_keywords
from pulumi_azure_compute_gallery.nesting import nested
from pulumi_azure_compute_gallery.required import missing_arguments
from pulumi_azure_compute_gallery.waiting import waits_for, without_waiting

__all__ = ["Gallery"]

REQUIRED = ("resource_group_name",)
INHERITED = ("gallery_name", "location", "resource_group_name")
"""What nested definitions take from their gallery."""


class Gallery(pulumi.ComponentResource):
    """A compute gallery, and the definitions and versions nested in it (S1)."""

    gallery_id: pulumi.Output[str]
    """Resource id of the gallery."""
    name: pulumi.Output[str]
    """The gallery's name."""
    unique_name: pulumi.Output[str]
    """The name that Azure gives the gallery among all galleries."""
    catalogue: pulumi.Output[Mapping[str, Any]]
    """What is published: each definition's versions with source, regions and state, and the latest of each region."""

    def __init__(self, name: str, args: GalleryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("azure-compute-gallery:index:Gallery", name, None, without_waiting(opts))
        declaration = Declaration(
            self, args, GalleryArgs, name=name, name_field="gallery_name", nested_field="definitions"
        )
        known = declaration.args
        permitted = declaration.judged(problems_of_gallery)
        children: list[pulumi.Resource] = []
        if permitted is None:
            self.gallery_id = self.name = self.unique_name = declaration.never
        else:
            gallery = NativeGallery(
                f"{name}-gallery",
                **as_keywords(gallery_inputs(known)),
                opts=pulumi.ResourceOptions(parent=self, depends_on=waits_for(permitted, opts)),
            )
            children = [gallery]
            self.gallery_id, self.name = gallery.id, gallery.name
            self.unique_name = gallery.identifier.apply(lambda identifier: identifier.unique_name if identifier else "")
        self._definitions = {
            key: ImageDefinition(f"{name}-{key}", nested_args, pulumi.ResourceOptions(parent=self, depends_on=children))
            for key, nested_args in nested(declaration.nested, known, INHERITED, "image_definition_name")
        }
        self.catalogue = pulumi.Output.from_input({key: one.entry for key, one in self._definitions.items()})
        self.register_outputs(
            {
                "galleryId": self.gallery_id,
                "name": self.name,
                "uniqueName": self.unique_name,
                "catalogue": self.catalogue,
            }
        )

    @property
    def definitions(self) -> Mapping[str, ImageDefinition]:
        """The nested definitions, by the key that they were declared under."""
        return self._definitions


def problems_of_gallery(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with a gallery's arguments; the nested definitions speak for themselves."""
    found = list(under_argument_names(judge_gallery(gallery_inputs(args))))
    yield from found
    yield from missing_arguments(args, REQUIRED, found)
