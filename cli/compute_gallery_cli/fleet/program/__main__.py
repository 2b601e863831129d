"""One stack of a fleet: a gallery, or image definitions in the gallery of another stack."""

from collections.abc import Mapping
from typing import Any

import pulumi

from pulumi_azure_compute_gallery import (
    Gallery,
    GalleryArgs,
    ImageDefinition,
    gallery_args_from_config,
    guards,
)
from pulumi_azure_compute_gallery.rollout.nested_rollout import nested_definitions
from pulumi_azure_compute_gallery.running.collection import collection_paused
from pulumi_azure_compute_gallery.shapes.gallery_shape import canonical_location
from pulumi_azure_compute_gallery.telling.access import problems_of_locked_retention

NAME = "images"
"""The gallery's logical name: that of the project's own program, so that what it deployed can be taken over."""
PLACE = ("gallery_name", "resource_group_name", "location")
OUTPUTS = ("galleryName", "resourceGroupName", "location")
"""What the gallery's stack says about its place, under the names of its outputs."""


def declare_gallery(args: GalleryArgs) -> None:
    """Declare the gallery itself, under the name that the project's own program gives it, and say where it is."""
    gallery = Gallery(NAME, args)
    given: Mapping[str, Any] = args
    pulumi.export("galleryName", gallery.name)
    pulumi.export("resourceGroupName", given.get("resource_group_name"))
    pulumi.export("location", given.get("location"))
    pulumi.export("galleryId", gallery.gallery_id)
    pulumi.export("uniqueName", gallery.unique_name)
    pulumi.export("sharingCommands", gallery.sharing_commands)


def declare_definitions(args: GalleryArgs, gallery_stack: str) -> None:
    """Declare definitions as their gallery would, had it them nested in it.

    Their place is known at once, so that each finding comes in the preview. They are created when the gallery's stack
    has said that the gallery is there.
    """
    given: Mapping[str, Any] = {"gallery_name": NAME, **args}
    gallery = given["gallery_name"]
    reference = pulumi.StackReference(f"{pulumi.get_organization()}/{pulumi.get_project()}/{gallery_stack}")
    place = [given.get(name) for name in PLACE]
    is_there = reference.outputs.apply(lambda outputs: agreed(reference, outputs or {}, place, gallery_stack))
    guards(
        allow_delete=[f"{gallery}/{name}" for name in given.get("allow_delete", [])],
        retire_regions=given.get("retire_regions", []),
    )
    options = pulumi.ResourceOptions(depends_on=is_there)
    for finding in problems_of_locked_retention(given, given.get("definitions")):
        pulumi.warn(finding.text(f"Gallery '{NAME}'"))
    with collection_paused():
        definitions = {
            key: ImageDefinition(f"{NAME}-{key}", nested, options)
            for key, nested in nested_definitions(given.get("definitions"), given).items()
        }
    pulumi.export("catalogue", {key: definition.entry for key, definition in definitions.items()})


def agreed(
    reference: pulumi.Resource, outputs: Mapping[str, Any], place: list[Any], gallery_stack: str
) -> list[pulumi.Resource]:
    """Return the reference as what to wait for. Raises RunError where the gallery is not there, or another one."""
    deployed = [outputs.get(name) for name in OUTPUTS]
    if deployed[0] is None:
        if pulumi.runtime.is_dry_run():
            return [reference]
        raise pulumi.RunError(f'the gallery\'s stack "{gallery_stack}" is not deployed yet. Update it first.')
    for name, there, declared in zip(OUTPUTS, deployed, place, strict=True):
        if spelling(name, there) != spelling(name, declared):
            text = (
                f'{name}: the gallery\'s stack "{gallery_stack}" has deployed "{there}", this stack is for "{declared}"'
            )
            raise pulumi.RunError(f"{text}. Update the gallery's stack first.")
    return [reference]


def spelling(name: str, value: Any) -> Any:  # noqa: ANN401 whatever is declared
    """Return a part of a place as Azure compares it: a name in any casing, a region in either spelling."""
    written = canonical_location(value) if name == "location" else value
    return written.lower() if isinstance(written, str) else written


config = pulumi.Config("compute-gallery")
declared = gallery_args_from_config(config=config)
if stack := config.get("galleryStack"):
    declare_definitions(declared, stack)
else:
    declare_gallery(declared)
