"""What an image definition is declared with."""

from collections.abc import Mapping
from typing import TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.image_version_args import ImageVersionArgs

__all__ = ["Identifier", "ImageDefinitionArgs", "PurchasePlan", "Range", "Recommended"]


class Identifier(TypedDict, total=False):
    """Publisher, offer and SKU: unique together in the gallery (S12)."""

    publisher: Input[str]
    """Up to 128 letters, digits, dots, dashes and underscores; does not end with a dot."""
    offer: Input[str]
    """Up to 64 of the same characters."""
    sku: Input[str]
    """Up to 64 of the same characters."""


class PurchasePlan(TypedDict, total=False):
    """Plan of the marketplace image that the versions descend from, exactly as it is there (S15): all three."""

    name: Input[str]
    """Name of the plan."""
    product: Input[str]
    """Product of the plan."""
    publisher: Input[str]
    """Publisher of the plan."""


class Range(TypedDict, total=False):
    """A range of whole numbers."""

    min: Input[int]
    """The smallest value."""
    max: Input[int]
    """The largest value, not below min."""


class Recommended(TypedDict, total=False):
    """What machines made from the definition should have (S14)."""

    v_cpus: Input[Range]
    """Number of virtual CPUs."""
    memory: Input[Range]
    """Memory in GB."""


class ImageDefinitionArgs(TypedDict, total=False):
    """An image definition: what all its versions have in common.

    Source: Microsoft.Compute/galleries/images, API version 2024-03-03.
    """

    gallery_name: Input[str]
    """Name of the gallery. Required unless the definition is nested in one."""
    resource_group_name: Input[str]
    """Resource group of the gallery. Required unless the definition is nested in one."""
    image_definition_name: Input[str]
    """At most 80 letters, digits, dots, dashes, underscores (S10). Default: the key it is nested under, or the name."""
    location: Input[str]
    """Region that keeps the definition (S12). Default: the gallery's."""
    os_type: Input[str]
    """Linux or Windows (S12). Required."""
    os_state: Input[str]
    """Generalized (waagent -deprovision, Sysprep) or Specialized, as the sources were prepared (S13). Required."""
    hyper_v_generation: Input[str]
    """Generation of the virtual machines: V1 or V2 (S12). Default: V1."""
    architecture: Input[str]
    """x64 or Arm64. Default: x64."""
    identifier: Input[Identifier]
    """Publisher, offer and SKU (S12). Required."""
    description: Input[str]
    """What the image is."""
    release_note_uri: Input[str]
    """Where its release notes stand (S14)."""
    privacy_statement_uri: Input[str]
    """Where its privacy statement stands."""
    eula: Input[str]
    """Its licence agreement."""
    end_of_life_date: Input[str]
    """When the definition should no longer be used: a date or a timestamp (S17)."""
    recommended: Input[Recommended]
    """Recommended CPUs and memory (S14)."""
    purchase_plan: Input[PurchasePlan]
    """Plan of the marketplace image that the versions descend from (S15)."""
    tags: Input[Mapping[str, Input[str]]]
    """Tags of the definition."""
    versions: Mapping[str, ImageVersionArgs]
    """Versions of the definition, by their number. What they leave out comes from the definition."""
