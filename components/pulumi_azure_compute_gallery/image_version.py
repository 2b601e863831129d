"""An image version as a component."""

from collections.abc import Iterator, Mapping
from typing import Any

import pulumi
from pulumi_azure_native.compute import GalleryImageVersion

from compute_gallery_rules import Finding, judge_image_version
from pulumi_azure_compute_gallery.catalogue import version_entry
from pulumi_azure_compute_gallery.consequences import without_consequences
from pulumi_azure_compute_gallery.declaration import Declaration
from pulumi_azure_compute_gallery.field_names import under_argument_names
from pulumi_azure_compute_gallery.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.image_version_shape import image_version_inputs
from pulumi_azure_compute_gallery.native import as_keywords
from pulumi_azure_compute_gallery.order import VersionOrder
from pulumi_azure_compute_gallery.required import missing_arguments
from pulumi_azure_compute_gallery.signed_address import with_secret_addresses
from pulumi_azure_compute_gallery.source_shape import source_problems
from pulumi_azure_compute_gallery.storage_account import with_accounts_to_come, with_storage_account_ids
from pulumi_azure_compute_gallery.target_region import shorthand_problems, told_once
from pulumi_azure_compute_gallery.this_run import of_this_run
from pulumi_azure_compute_gallery.waiting import waits_for, without_waiting

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

    def __init__(self, name: str, args: ImageVersionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("azure-compute-gallery:index:ImageVersion", name, None, without_waiting(opts))
        declaration = Declaration(self, args, ImageVersionArgs, name=name, name_field="version")
        permitted = declaration.judged(problems_of_version)
        if permitted is None:
            self.image_version_id = self.name = self.entry = declaration.never
            return
        known = with_storage_account_ids(declaration.args, self)
        order = of_this_run(VersionOrder)
        version = GalleryImageVersion(
            f"{name}-version",
            **as_keywords(with_secret_addresses(image_version_inputs(known))),
            opts=pulumi.ResourceOptions(
                parent=self,
                depends_on=waits_for(permitted, opts, lambda: order.waits_for(self)),
                custom_timeouts=pulumi.CustomTimeouts(create=TIMEOUT, update=TIMEOUT, delete=TIMEOUT),
            ),
        )
        order.declare(known, self, opts)
        self.image_version_id = version.id
        self.name = version.name
        self.entry = version_entry(known, version)
        self.register_outputs({"imageVersionId": self.image_version_id, "name": self.name, "entry": self.entry})


def problems_of_version(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with a version's arguments."""
    told = [*source_problems(args), *shorthand_problems(args)]
    inputs = image_version_inputs(with_accounts_to_come(args))
    findings = told_once(under_argument_names(judge_image_version(inputs, published=True)), args)
    found = [*told, *without_consequences(findings, told)]
    yield from found
    yield from missing_arguments(args, REQUIRED, found)
