"""An image version as a component."""

from collections.abc import Iterator, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import Finding, ResourceKind, judge_image_version
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.nesting import owned
from pulumi_azure_compute_gallery.arguments.protection import problems_of_protection, without_protection
from pulumi_azure_compute_gallery.arguments.required import missing_arguments
from pulumi_azure_compute_gallery.arguments.target_region import shorthand_problems
from pulumi_azure_compute_gallery.guarding.guards import Guards
from pulumi_azure_compute_gallery.guarding.retirement import with_retirement
from pulumi_azure_compute_gallery.judging.consequences import without_consequences
from pulumi_azure_compute_gallery.judging.declaration import Declaration
from pulumi_azure_compute_gallery.judging.declared_source import sources_judged
from pulumi_azure_compute_gallery.judging.region_findings import told_once
from pulumi_azure_compute_gallery.judging.storage_account import with_accounts_to_come, with_storage_account_ids
from pulumi_azure_compute_gallery.rollout.order import VersionOrder
from pulumi_azure_compute_gallery.rollout.rings import problems_of_ring_choice
from pulumi_azure_compute_gallery.running.native_resource import NativeResource
from pulumi_azure_compute_gallery.running.resource_options import of_child, of_component
from pulumi_azure_compute_gallery.running.stack_traces import untraced
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names
from pulumi_azure_compute_gallery.shapes.image_version_shape import image_version_inputs
from pulumi_azure_compute_gallery.shapes.source_shape import source_problems
from pulumi_azure_compute_gallery.telling.catalogue import version_entry
from pulumi_azure_compute_gallery.telling.quota_use import counted

__all__ = ["ImageVersion"]

REQUIRED = ("gallery_name", "image_definition_name", "resource_group_name")

TIMEOUT = "6h"
"""Azure's own limit on one replication; Pulumi would give up earlier."""


class ImageVersion(pulumi.ComponentResource):
    """An image version, replicated to its target regions (S1)."""

    image_version_id: pulumi.Output[str]
    """Resource id of the version."""
    name: pulumi.Output[str]
    """The version's number."""
    entry: pulumi.Output[Mapping[str, Any]]
    """The version in the catalogue: source, regions, state."""

    @untraced
    def __init__(self, name: str, args: ImageVersionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        own = of_component(opts, inherits_protect=False)
        super().__init__("azure-compute-gallery:index:ImageVersion", name, None, own)
        declaration = Declaration(self, args, ImageVersionArgs, name=name, kind=ResourceKind.IMAGE_VERSION)
        permitted = declaration.judged(problems_of_version, inputs_to_judge)
        agreed = sources_judged(self, declaration.args)
        if permitted is None:
            self.image_version_id = self.name = self.entry = declaration.never
            declaration.identified(self.image_version_id)
            self._counted: Any = declaration.never
            return
        known = with_storage_account_ids(declaration.args, self)
        order = of_this_deployment(VersionOrder)
        allowed = permitted if agreed is None else pulumi.Output.all(permitted, agreed).apply(lambda _: None)
        inputs = owned(with_retirement(image_version_inputs(known), self, allowed), args)
        order.declare(known, self, opts)
        version = NativeResource(
            "compute:GalleryImageVersion",
            f"{name}-version",
            inputs,
            of_child(
                self,
                name,
                opts,
                depends_on=order.dependencies(self, allowed, opts),
                guards=of_this_deployment(Guards).of(
                    ResourceKind.IMAGE_VERSION, is_born_with_an_end="endOfLifeDate" in inputs["publishingProfile"]
                ),
                timeout=TIMEOUT,
            ),
            ("name", "provisioningState"),
        )
        self._counted = counted(ResourceKind.IMAGE_VERSION, inputs, self, name)
        self.image_version_id = version.id
        declaration.identified(self.image_version_id)
        self.name = version.output("name")
        self.entry = version_entry(known, version)
        # No register_outputs: each would be one more write of the whole state, and with thousands of versions that is
        # a good part of an update. The definition's outputs say the same of its versions.

    @property
    def counted(self) -> Any:  # noqa: ANN401 a mapping, or what will never be one
        """What the gallery's summary counts of the version."""
        return self._counted


def inputs_to_judge(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent for a version, without ids that only the provider can tell."""
    return image_version_inputs(with_accounts_to_come(args))


def problems_of_version(args: Mapping[str, Any], inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with a version's arguments, by the inputs that they make too."""
    told = [*source_problems(args), *shorthand_problems(args), *problems_of_ring_choice(args)]
    judged = judge_image_version(inputs, published=True)
    findings = without_protection(told_once(under_argument_names(judged), args), args)
    found = [*told, *without_consequences(findings, told)]
    yield from found
    yield from problems_of_protection(args)
    yield from missing_arguments(args, REQUIRED, found)
