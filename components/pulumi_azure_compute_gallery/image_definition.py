"""An image definition as a component, with the versions nested in it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import Finding, ResourceKind, judge_image_definition
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.protection import is_protected, problems_of_protection
from pulumi_azure_compute_gallery.arguments.required import missing_arguments
from pulumi_azure_compute_gallery.guarding.guards import Guards
from pulumi_azure_compute_gallery.guarding.permission_problems import permissions_of_definition
from pulumi_azure_compute_gallery.image_version import ImageVersion
from pulumi_azure_compute_gallery.judging.declaration import Declaration
from pulumi_azure_compute_gallery.rollout.nested_rollout import (
    PresentVersions,
    leaving_of,
    nested_versions,
    problems_of_rollout,
    read_versions,
    retire,
)
from pulumi_azure_compute_gallery.running.clock import now
from pulumi_azure_compute_gallery.running.deferred import joined
from pulumi_azure_compute_gallery.running.native_resource import NativeResource
from pulumi_azure_compute_gallery.running.resource_options import of_child, of_component
from pulumi_azure_compute_gallery.running.stack_traces import untraced
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from pulumi_azure_compute_gallery.running.waiting import waits_for
from pulumi_azure_compute_gallery.shapes.definition_features import under_feature_names
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names
from pulumi_azure_compute_gallery.shapes.image_definition_shape import image_definition_inputs
from pulumi_azure_compute_gallery.telling.access import Access, problems_of_access
from pulumi_azure_compute_gallery.telling.catalogue import definition_entry
from pulumi_azure_compute_gallery.telling.quota_use import counted

__all__ = ["ImageDefinition"]

REQUIRED = ("gallery_name", "resource_group_name", "os_type", "os_state", "identifier")


class ImageDefinition(pulumi.ComponentResource):
    """An image definition, and the versions nested in it (S1)."""

    image_definition_id: pulumi.Output[str]
    """Resource id of the definition."""
    name: pulumi.Output[str]
    """The definition's name."""
    entry: pulumi.Output[Mapping[str, Any]]
    """The definition in the catalogue: its versions, and the latest one of each region."""

    @untraced
    def __init__(self, name: str, args: ImageDefinitionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("azure-compute-gallery:index:ImageDefinition", name, None, of_component(opts))
        declaration = Declaration(
            self, args, ImageDefinitionArgs, name=name, kind=ResourceKind.IMAGE_DEFINITION, nested_field="versions"
        )
        known = declaration.args
        nested = nested_versions(declaration.nested, known)
        read = read_versions(nested) if "retention" in known or "demand" in known else {}
        permitted = declaration.judged(
            lambda args, inputs: [*problems_of_definition(args, inputs), *problems_of_rollout(args, read)],
            image_definition_inputs,
        )
        leaving = leaving_of(known, read)
        children: list[pulumi.Resource] = []
        self._counted: list[Any] = []
        if permitted is None:
            self.image_definition_id = self.name = declaration.never
        else:
            inputs = image_definition_inputs(known)
            self._counted.append(counted(ResourceKind.IMAGE_DEFINITION, inputs, self, name))
            definition = NativeResource(
                "compute:GalleryImage",
                f"{name}-definition",
                inputs,
                of_child(
                    self,
                    name,
                    opts,
                    depends_on=waits_for(permitted, opts),
                    guards=of_this_deployment(Guards).of(
                        ResourceKind.IMAGE_DEFINITION, is_born_with_an_end="endOfLifeDate" in inputs
                    ),
                    protect=is_protected(known),
                ),
                ("name",),
            )
            children = [definition]
            own_name = definition.own(inputs["galleryImageName"])
            for nested_args in nested.values():
                nested_args.within = own_name
            self.image_definition_id, self.name = definition.id, definition.output("name")
            Access(self, name, opts, definition.id).assign_roles(known.get("role_assignments", []))
        declaration.named(self.name)
        self._versions = PresentVersions(
            (key, ImageVersion(f"{name}-{key}", nested_args, pulumi.ResourceOptions(parent=self, depends_on=children)))
            for key, nested_args in nested.items()
            if key not in leaving.keys
        )
        self._versions.left = leaving.keys
        retired = retire(nested, leaving, self) if "retention" in known else None
        versions = self._versions.values()
        self.entry = joined(
            lambda known: definition_entry(list(zip(known[::2], known[1::2], strict=True)), now(), retired),
            [output for version in versions for output in (version.name, version.entry)],
        )
        self.register_outputs({"imageDefinitionId": self.image_definition_id, "name": self.name, "entry": self.entry})

    @property
    def counted(self) -> list[Any]:
        """What the gallery's summary counts of the definition and its versions."""
        return [*self._counted, *(version.counted for version in self._versions.values())]

    @property
    def versions(self) -> Mapping[str, ImageVersion]:
        """The nested versions, by the key that they were declared under."""
        return self._versions


def problems_of_definition(args: Mapping[str, Any], inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with a definition's arguments and inputs; the nested versions speak for themselves."""
    judged = under_feature_names(judge_image_definition(inputs, published=True), inputs, args)
    found = list(under_argument_names(judged))
    yield from found
    yield from problems_of_protection(args)
    yield from permissions_of_definition(args)
    yield from problems_of_access(args)
    yield from missing_arguments(args, REQUIRED, found)
