"""What a gallery is declared with."""

from collections.abc import Mapping
from typing import TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.image_definition_args import ImageDefinitionArgs

__all__ = ["GalleryArgs"]


class GalleryArgs(TypedDict, total=False):
    """A compute gallery, and the image definitions and versions in it.

    Source: Microsoft.Compute/galleries, API version 2024-03-03.
    """

    gallery_name: Input[str]
    """Letters, digits, dots and underscores, at most 80, unique in the subscription. Default: the logical name."""
    resource_group_name: Input[str]
    """Resource group that holds the gallery. Required."""
    location: Input[str]
    """Region that keeps the gallery, and all in it that names none of its own. Default: the resource group's."""
    description: Input[str]
    """What the gallery is for."""
    tags: Input[Mapping[str, Input[str]]]
    """Tags of the gallery."""
    definitions: Mapping[str, ImageDefinitionArgs]
    """Image definitions of the gallery, by their name. What they leave out comes from the gallery."""
