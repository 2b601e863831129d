"""The outside of a resource: location, tags and the other members that all types share, read and written."""

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.json_values import JsonObject, JsonValue, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.regions import REGIONS, canonical_region
from compute_gallery_emulator.resource_type import ResourceType, View
from compute_gallery_emulator.schema import Dictionary, read
from compute_gallery_emulator.signatures import without_signature

__all__ = ["read_envelope", "render"]

_KNOWN = (
    "asyncProvision",
    "etag",
    "extendedLocation",
    "id",
    "identity",
    "kind",
    "location",
    "managedBy",
    "managedByExtended",
    "name",
    "plan",
    "properties",
    "resources",
    "scale",
    "sku",
    "systemData",
    "tags",
    "type",
    "zones",
)
_BY_LOWER_NAME = {name.lower(): name for name in _KNOWN}
_BLOB_ADDRESSES = frozenset({"bloburi", "sourceuri", "uri"})
_MOST_TAGS = 50
_LONGEST_TAG_NAME = 512
_LONGEST_TAG_VALUE = 256
_TAG_FORBIDS = frozenset("<>%&\\?/")


def read_envelope(kind: ResourceType, body: JsonObject, existing: Record | None) -> JsonObject:
    """Return the members of a PUT that the type keeps: canonical location, tags, properties as its schema reads them.

    A signed address of a blob is kept without its signature, which nobody may read again. Other texts, such as tags,
    are kept as they are: Azure gives them back too.

    Raises `ArmError` (400) for unknown members, a missing or unknown location and bad tags, and 409 for another
    location than the resource has.
    """
    given: JsonObject = {}
    for name, value in body.items():
        canonical = _BY_LOWER_NAME.get(name.lower())
        if canonical is None:
            message = (
                f"The request content was invalid and could not be deserialized: 'Could not find member '{name[:80]}' "
                f"on object of type 'ResourceDefinition'. Path '{name[:80]}'.'."
            )
            raise ArmError(400, "InvalidRequestContent", message)
        if value is not None:
            given[canonical] = value
    properties = given.get("properties", {})
    if not isinstance(properties, dict):
        raise ArmError(400, "InvalidRequestContent", "The request content was invalid: 'properties' is not an object.")
    kept: JsonObject = {}
    if kind.needs_location:
        kept["location"] = _location(kind, given, existing)
    if "tags" in given:
        kept["tags"] = _tags(given["tags"])
    for name in kind.top_level:
        if name in given:
            kept[name] = given[name]
    kept["properties"] = _unsigned(kind.read_properties(properties))
    return kept


def _unsigned(properties: JsonObject) -> JsonObject:
    return {name: _unsigned_part(name, part) for name, part in properties.items()}


def _unsigned_part(name: str, value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return _unsigned(value)
    if isinstance(value, list):
        return [_unsigned_part(name, part) for part in value]
    return without_signature(value) if isinstance(value, str) and name.lower() in _BLOB_ADDRESSES else value


def _location(kind: ResourceType, given: JsonObject, existing: Record | None) -> str:
    sent = text_at(given, "location")
    if not sent:
        raise ArmError(400, "LocationRequired", "The location property is required for this definition.")
    location = canonical_region(sent)
    if location not in REGIONS:
        message = (
            f"The provided location '{sent[:80]}' is not available for resource type '{kind.name}'. List of available "
            f"regions for the resource type is '{','.join(REGIONS)}'."
        )
        raise ArmError(400, "LocationNotAvailableForResourceType", message)
    before = text_at(existing.body, "location") if existing else None
    if existing and before != location:
        group = existing.id.split("/")[4] if existing.id.count("/") > 3 else ""  # noqa: PLR2004 - an id with a group
        message = (
            f"The resource '{existing.name}' already exists in location '{before}' in resource group '{group}'. A "
            f"resource with the same name cannot be created in location '{location}'. Please select a new resource "
            "name."
        )
        raise ArmError(409, "InvalidResourceLocation", message)
    return location


def _tags(value: JsonValue) -> JsonValue:
    tags = object_at(read(Dictionary(), value, "resource", "tags"))
    for name, text in tags.items():
        if not 0 < len(name) <= _LONGEST_TAG_NAME or len(str(text)) > _LONGEST_TAG_VALUE:
            message = (
                f"The tag '{name[:80]}' is invalid: a name has 1 to {_LONGEST_TAG_NAME} characters, a value at most "
                f"{_LONGEST_TAG_VALUE}."
            )
            raise ArmError(400, "InvalidTag", message, target="tags")
        if _TAG_FORBIDS.intersection(name) or not name.isprintable():
            message = f"The tag name {name[:80]!a} has reserved characters '<,>,%,&,\\,?,/' or control characters."
            raise ArmError(400, "InvalidTagNameCharacters", message, target="tags")
    if len(tags) > _MOST_TAGS:
        raise ArmError(
            400, "TooManyTags", f"A resource has at most {_MOST_TAGS} tags; {len(tags)} were given.", target="tags"
        )
    return tags


def render(kind: ResourceType, record: Record, view: View) -> JsonObject:
    """Return the resource as it is answered, members in the recorded order."""
    id_ = record.id
    if view.listed and kind.listed_group_is_upper:
        parts = id_.split("/")
        parts[4] = parts[4].upper()
        id_ = "/".join(parts)
    answer: JsonObject = {"name": record.name, "id": id_}
    if kind.id_first:
        answer = {"id": id_, "name": record.name}
    answer["type"] = kind.answered_type or kind.name
    for name in ("location", "tags", *kind.top_level):
        if name in record.body and (name != "tags" or record.body[name] or kind.keeps_empty_tags):
            answer[name] = kind.view_member(name, record.body[name], view)
    answer["properties"] = kind.view(record, view)
    return answer
