"""An image definition as a component, with the versions nested in it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pulumi
from pulumi_azure_native.compute import GalleryImage

from compute_gallery_rules import Finding, judge_image_definition
from pulumi_azure_compute_gallery.catalogue import definition_entry
from pulumi_azure_compute_gallery.declaration import Declaration
from pulumi_azure_compute_gallery.field_names import under_argument_names
from pulumi_azure_compute_gallery.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.image_definition_shape import image_definition_inputs
from pulumi_azure_compute_gallery.image_version import ImageVersion
from pulumi_azure_compute_gallery.native import as_keywords
from pulumi_azure_compute_gallery.nesting import nested
from pulumi_azure_compute_gallery.required import missing_arguments
from pulumi_azure_compute_gallery.waiting import waits_for, without_waiting

__all__ = ["ImageDefinition"]

REQUIRED = ("gallery_name", "resource_group_name", "os_type", "os_state", "identifier")
INHERITED = ("gallery_name", "image_definition_name", "location", "resource_group_name")
"""What nested versions take from their definition."""


class ImageDefinition(pulumi.ComponentResource):
    """An image definition, and the versions nested in it (S1)."""

    image_definition_id: pulumi.Output[str]
    """Resource id of the definition."""
    name: pulumi.Output[str]
    """The definition's name."""
    entry: pulumi.Output[Mapping[str, Any]]
    """The definition in the catalogue: its versions, and the latest one of each region."""

    def __init__(self, name: str, args: ImageDefinitionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("azure-compute-gallery:index:ImageDefinition", name, None, without_waiting(opts))
        declaration = Declaration(
            self, args, ImageDefinitionArgs, name=name, name_field="image_definition_name", nested_field="versions"
        )
        known = declaration.args
        permitted = declaration.judged(problems_of_definition)
        children: list[pulumi.Resource] = []
        if permitted is None:
            self.image_definition_id = self.name = declaration.never
        else:
            definition = GalleryImage(
                f"{name}-definition",
                **as_keywords(image_definition_inputs(known)),
                opts=pulumi.ResourceOptions(parent=self, depends_on=waits_for(permitted, opts)),
            )
            children = [definition]
            self.image_definition_id, self.name = definition.id, definition.name
        self._versions = {
            key: ImageVersion(f"{name}-{key}", nested_args, pulumi.ResourceOptions(parent=self, depends_on=children))
            for key, nested_args in nested(declaration.nested, known, INHERITED, "version")
        }
        entries = [pulumi.Output.all(version.name, version.entry) for version in self._versions.values()]
        self.entry = pulumi.Output.all(*entries).apply(definition_entry)
        self.register_outputs({"imageDefinitionId": self.image_definition_id, "name": self.name, "entry": self.entry})

    @property
    def versions(self) -> Mapping[str, ImageVersion]:
        """The nested versions, by the key that they were declared under."""
        return self._versions


def problems_of_definition(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with a definition's arguments; the nested versions speak for themselves."""
    found = list(under_argument_names(judge_image_definition(image_definition_inputs(args), published=True)))
    yield from found
    yield from missing_arguments(args, REQUIRED, found)
