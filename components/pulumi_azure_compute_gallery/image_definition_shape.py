"""An image definition's arguments as azure-native's inputs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from pulumi_azure_compute_gallery.deferred import later
from pulumi_azure_compute_gallery.end_of_life import canonical_date
from pulumi_azure_compute_gallery.gallery_shape import canonical_location
from pulumi_azure_compute_gallery.native import without_missing
from pulumi_azure_compute_gallery.spelling import camel_case

__all__ = ["image_definition_inputs"]

DEFAULTS = {"hyper_v_generation": "V1", "architecture": "x64"}
"""Azure's defaults in API version 2024-03-03, sent by name: a newer version's defaults then change nothing."""

SPELLINGS = {
    "os_type": ("Linux", "Windows"),
    "os_state": ("Generalized", "Specialized"),
    "hyper_v_generation": ("V1", "V2"),
    "architecture": ("x64", "Arm64"),
}
"""Azure takes these words in any casing and gives them back in this one."""

AS_THEY_ARE = (
    "description",
    "eula",
    "identifier",
    "privacy_statement_uri",
    "purchase_plan",
    "release_note_uri",
    "tags",
)


def image_definition_inputs(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent for a definition; a value that is not known yet stays where it is."""
    spelled = {
        camel_case(name): later(args.get(name, DEFAULTS.get(name)), partial(spelling, words))
        for name, words in SPELLINGS.items()
    }
    return without_missing(
        {
            "resourceGroupName": args.get("resource_group_name"),
            "galleryName": args.get("gallery_name"),
            "galleryImageName": args.get("image_definition_name"),
            "location": later(args.get("location"), canonical_location),
            **spelled,
            **{camel_case(name): args.get(name) for name in AS_THEY_ARE},
            "endOfLifeDate": later(args.get("end_of_life_date"), canonical_date),
            "recommended": later(args.get("recommended"), recommended_inputs),
        }
    )


def spelling(words: tuple[str, ...], word: object) -> object:
    """Return the word in Azure's casing; one that Azure does not know stays, for the rules to judge."""
    return next((known for known in words if isinstance(word, str) and known.lower() == word.lower()), word)


def recommended_inputs(recommended: Mapping[str, Any]) -> dict[str, Any]:
    """Return the recommended ranges under the schema's names."""
    return {camel_case(name): value for name, value in recommended.items()}
