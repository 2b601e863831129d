"""An existing image definition in the form of a stack's config."""

from collections.abc import Iterator, Mapping
from typing import Any

from compute_gallery_cli.adopted_fields import end_of_life, given, mapping, sequence, taken
from compute_gallery_cli.gallery_client import Json
from compute_gallery_rules import region_name

__all__ = ["FEATURES", "definition_remarks", "definition_tree"]

FIELDS = ("osType", "osState", "hyperVGeneration", "architecture", "identifier")
DEFAULTS = {"hyperVGeneration": "V1", "architecture": "x64"}
"""What the components send where the config is silent."""
TEXTS = ("description", "releaseNoteUri", "privacyStatementUri", "eula")
PARTS = ("recommended", "purchasePlan", "disallowed")
FEATURES = {
    "SecurityType": "securityType",
    "IsAcceleratedNetworkSupported": "acceleratedNetworking",
    "DiskControllerTypes": "diskControllerTypes",
    "IsHibernateSupported": "hibernation",
}
"""Azure's features with the names that the config has for them, in the order in which the components send them."""
BOOLEANS = {"true": True, "false": False}


def definition_tree(definition: Json, location: str) -> dict[str, Any]:
    """Return a definition without its versions; `location` is the gallery's."""
    properties = mapping(definition.get("properties"))
    own = region_name(str(definition.get("location", location)))
    return given(
        {
            "location": own if own != location else None,
            **taken(properties, FIELDS, DEFAULTS),
            **features_tree(properties),
            **taken(properties, TEXTS),
            "endOfLifeDate": end_of_life(properties),
            **taken(properties, PARTS),
            **taken(definition, ("tags",)),
        }
    )


def features_of(properties: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the features that Azure gave."""
    return [mapping(feature) for feature in sequence(properties.get("features"))]


def features_tree(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the features under the config's names, and from which version on they hold."""
    found = {str(feature.get("name")): feature for feature in features_of(properties)}
    known = {argument: found[name] for name, argument in FEATURES.items() if name in found}
    starts = {
        argument: feature["startsAtVersion"] for argument, feature in known.items() if feature.get("startsAtVersion")
    }
    values = {argument: value_of(argument, str(feature.get("value", ""))) for argument, feature in known.items()}
    if starts and len(starts) == len(known) and len(set(starts.values())) == 1:
        return {**values, "startsAtVersion": next(iter(starts.values()))}
    return {**values, **given({"featuresStartAt": starts})}


def value_of(argument: str, value: str) -> object:
    """Return the value of a feature as the config has it."""
    if argument == "diskControllerTypes":
        return [part.strip() for part in value.split(",")]
    return BOOLEANS.get(value.lower(), value) if argument != "securityType" else value


def definition_remarks(definition: Json) -> Iterator[str]:
    """Yield what the config cannot say of a definition."""
    for feature in features_of(mapping(definition.get("properties"))):
        if feature.get("name") not in FEATURES:
            yield f"the feature {feature.get('name')} has no argument: the preview will want to remove it"
    state = mapping(definition.get("properties")).get("provisioningState")
    if state != "Succeeded":
        yield f"its state is {state}, not Succeeded"
