"""A compute gallery as a component, with the definitions and versions nested in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import pulumi

from compute_gallery_rules import Finding, ResourceKind, judge_gallery, sharing_commands, sharing_reset_commands
from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.nesting import NestedArgs
from pulumi_azure_compute_gallery.arguments.protection import is_protected, problems_of_protection
from pulumi_azure_compute_gallery.arguments.required import missing_arguments
from pulumi_azure_compute_gallery.guarding.guards import Guards
from pulumi_azure_compute_gallery.guarding.permission_problems import permissions_of_gallery
from pulumi_azure_compute_gallery.image_definition import ImageDefinition
from pulumi_azure_compute_gallery.judging.declaration import Declaration
from pulumi_azure_compute_gallery.rollout.mirror import can_be_mirrored, mirror_args, problems_of_mirror
from pulumi_azure_compute_gallery.rollout.nested_rollout import nested_definitions
from pulumi_azure_compute_gallery.running.collection import collection_paused
from pulumi_azure_compute_gallery.running.deferred import has_deferred, joined
from pulumi_azure_compute_gallery.running.native_resource import NativeResource
from pulumi_azure_compute_gallery.running.resource_options import of_child, of_component
from pulumi_azure_compute_gallery.running.stack_traces import untraced
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from pulumi_azure_compute_gallery.running.waiting import waits_for
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names
from pulumi_azure_compute_gallery.shapes.gallery_shape import gallery_inputs
from pulumi_azure_compute_gallery.telling.access import Access, problems_of_access, problems_of_locked_retention
from pulumi_azure_compute_gallery.telling.gallery_sharing import commands, problems_of_sharing, public_names
from pulumi_azure_compute_gallery.telling.quota_use import counted
from pulumi_azure_compute_gallery.telling.summary import gallery_summary

__all__ = ["Gallery"]

REQUIRED = ("resource_group_name",)


class Gallery(pulumi.ComponentResource):
    """A compute gallery, and the definitions and versions nested in it (S1)."""

    gallery_id: pulumi.Output[str]
    """Resource id of the gallery."""
    name: pulumi.Output[str]
    """The gallery's name."""
    unique_name: pulumi.Output[str]
    """The name that Azure gives the gallery among all galleries."""
    public_names: pulumi.Output[Sequence[str]]
    """Names under which everybody finds a community gallery; empty for another gallery."""
    sharing_commands: pulumi.Output[Sequence[str]]
    """Commands of the Azure CLI, in order, that share the gallery as declared; to be run after the update."""
    sharing_reset_commands: pulumi.Output[Sequence[str]]
    """Commands that end the sharing; to be run right before the gallery is deleted, and never otherwise."""
    catalogue: pulumi.Output[Mapping[str, Any]]
    """What is published: each definition's versions with source, regions and state, and the latest of each region."""
    summary: pulumi.Output[Mapping[str, Any]]
    """What is stored: replicas by region and by storage account type, and the use of Azure's quota."""
    mirror: pulumi.Output[Mapping[str, Any]]
    """The mirror's id, name and catalogue; empty where there is none."""

    @untraced
    def __init__(self, name: str, args: GalleryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("azure-compute-gallery:index:Gallery", name, None, of_component(opts))
        declaration = Declaration(
            self, args, GalleryArgs, name=name, kind=ResourceKind.GALLERY, nested_field="definitions"
        )
        known = declaration.args
        permitted = declaration.judged(
            lambda read, inputs: [
                *problems_of_gallery(read, inputs),
                *problems_of_locked_retention(read, declaration.nested),
            ],
            gallery_inputs,
        )
        children: list[pulumi.Resource] = []
        counts: list[Any] = []
        if permitted is None:
            self.gallery_id = self.name = self.unique_name = declaration.never
            self.public_names = self.sharing_commands = self.sharing_reset_commands = declaration.never
        else:
            inputs = gallery_inputs(known)
            counts.append(counted(ResourceKind.GALLERY, inputs, self, name))
            gallery = NativeResource(
                "compute:Gallery",
                f"{name}-gallery",
                inputs,
                of_child(
                    self,
                    name,
                    opts,
                    depends_on=waits_for(permitted, opts),
                    guards=of_this_deployment(Guards).of(ResourceKind.GALLERY, is_born_with_an_end=False),
                    protect=is_protected(known),
                ),
                ("name", "identifier", "sharingProfile"),
            )
            children = [gallery]
            self.gallery_id, self.name = gallery.id, gallery.output("name")
            self.unique_name = gallery.output("identifier").apply(
                lambda identifier: (identifier or {}).get("uniqueName", "")
            )
            self.public_names = public_names(gallery)
            self.sharing_commands = commands(known, gallery, sharing_commands)
            self.sharing_reset_commands = commands(known, gallery, sharing_reset_commands)
        declaration.named(self.name)
        nested = nested_definitions(declaration.nested, known)
        with collection_paused():
            self._definitions = {
                key: ImageDefinition(f"{name}-{key}", own, pulumi.ResourceOptions(parent=self, depends_on=children))
                for key, own in nested.items()
            }
        self.mirror = self._mirrored(name, known, nested)
        if permitted is not None:
            access = Access(self, name, opts, self.gallery_id)
            access.assign_roles(known.get("role_assignments", []))
            access.lock(known.get("lock"), self.name, [*children, *self._definitions.values()])
        self.catalogue = joined(
            lambda entries: dict(zip(self._definitions, entries, strict=True)),
            [one.entry for one in self._definitions.values()],
        )
        counts.extend(one for definition in self._definitions.values() for one in definition.counted)
        late = [pulumi.Output.from_input(one) for one in counts if has_deferred(one)]
        known_counts = [one for one in counts if not has_deferred(one)]
        self.summary = joined(lambda resolved: gallery_summary([*known_counts, *resolved]), late)
        self.register_outputs(
            {
                "galleryId": self.gallery_id,
                "name": self.name,
                "uniqueName": self.unique_name,
                "publicNames": self.public_names,
                "sharingCommands": self.sharing_commands,
                "sharingResetCommands": self.sharing_reset_commands,
                "catalogue": self.catalogue,
                "summary": self.summary,
                "mirror": self.mirror,
            }
        )

    @property
    def definitions(self) -> Mapping[str, ImageDefinition]:
        """The nested definitions, by the key that they were declared under."""
        return self._definitions

    def _mirrored(
        self, name: str, known: Mapping[str, Any], nested: Mapping[str, NestedArgs]
    ) -> pulumi.Output[Mapping[str, Any]]:
        """Declare the mirror where there is one; return its id, name and catalogue."""
        if "mirror" not in known or not can_be_mirrored(self, self._definitions.values(), known["mirror"]):
            return pulumi.Output.from_input({})
        args = cast("GalleryArgs", mirror_args(known, nested, self._definitions))
        mirror = Gallery(f"{name}-mirror", args, pulumi.ResourceOptions(parent=self))
        return pulumi.Output.all(id=mirror.gallery_id, name=mirror.name, catalogue=mirror.catalogue)


def problems_of_gallery(args: Mapping[str, Any], inputs: Mapping[str, Any]) -> Iterator[Finding]:
    """Find all that is wrong with a gallery's arguments and inputs; the nested definitions speak for themselves."""
    found = list(under_argument_names(judge_gallery(inputs)))
    yield from found
    yield from problems_of_protection(args)
    yield from permissions_of_gallery(args)
    yield from problems_of_sharing(args)
    yield from problems_of_access(args)
    yield from problems_of_mirror(args)
    yield from missing_arguments(args, REQUIRED, found)
