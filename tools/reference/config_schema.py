"""The JSON Schema of a stack's file, with the gallery that its config describes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, is_typeddict

from compute_gallery_rules import REGIONS
from pulumi_azure_compute_gallery import GalleryArgs
from pulumi_azure_compute_gallery.arguments.reader import element_type, get_origin_container
from pulumi_azure_compute_gallery.arguments.spelling import camel_case
from tools.reference.fields import Field, documentation, fields, nested_types
from tools.reference.words import REGIONS_OF, WORDS

__all__ = ["config_schema"]

KEY = "compute-gallery:gallery"
SHORTHAND = r"^[^=]+(=\s*[0-9]+\s*)?(=\s*[A-Za-z0-9_]+\s*)?$"
SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def config_schema() -> str:
    """Return the schema as a text: draft 7, which editors know best."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A stack's file with the gallery of its config",
        "type": "object",
        "properties": {
            "config": {
                "type": "object",
                "properties": {KEY: {"$ref": "#/definitions/GalleryArgs"}},
                "additionalProperties": True,
            }
        },
        "definitions": {
            "region": {
                "description": "A region, by its name or its display name. Others than these are taken, too.",
                "anyOf": [{"enum": [*REGIONS]}, {"type": "string"}],
            },
            "regionShorthand": {
                "description": "A target region as region[=replicas][=storage].",
                "anyOf": [{"enum": [*REGIONS]}, {"type": "string", "pattern": SHORTHAND}],
            },
            **{type_.__name__: object_schema(type_) for type_ in nested_types(GalleryArgs)},
        },
    }
    return json.dumps(schema, indent=2) + "\n"


def object_schema(type_: type) -> dict[str, Any]:
    """Return the schema of a TypedDict, in camelCase."""
    declared = list(fields(type_))
    schema: dict[str, Any] = {
        "description": documentation(type_),
        "type": "object",
        "properties": {camel_case(field.name): field_schema(type_, field) for field in declared},
        "additionalProperties": False,
    }
    required = [camel_case(field.name) for field in declared if field.is_required]
    return {**schema, "required": required} if required else schema


def field_schema(type_: type, field: Field) -> dict[str, Any]:
    """Return the schema of one argument, with what it means."""
    place = f"{type_.__name__}.{field.name}"
    schema = shape(field.type, words=WORDS.get(place), is_region=place in REGIONS_OF)
    if field.name == "target_regions":
        either = [{"$ref": "#/definitions/regionShorthand"}, schema["items"]]
        schema = {"type": "array", "items": {"anyOf": either}}
    elif field.name == "replicate_to":
        schema = {"type": "array", "items": {"$ref": "#/definitions/regionShorthand"}}
    if "$ref" in schema:
        schema = {"allOf": [schema]}
    return {"description": field.text, **schema}


def shape(hint: Any, *, words: Sequence[str] | None, is_region: bool) -> dict[str, Any]:  # noqa: ANN401 a type
    """Return the schema of a type."""
    if is_typeddict(hint):
        return {"$ref": f"#/definitions/{hint.__name__}"}
    container = get_origin_container(hint)
    if container:
        inner = shape(element_type(hint), words=words, is_region=is_region)
        is_mapping = container is Mapping
        return {"type": "object", "additionalProperties": inner} if is_mapping else {"type": "array", "items": inner}
    if is_region:
        return {"$ref": "#/definitions/region"}
    if words:
        pattern = f"^({'|'.join(map(in_any_casing, words))})$"
        return {"anyOf": [{"enum": [*words]}, {"type": "string", "pattern": pattern}]}
    return {"type": SCALARS[hint]} if hint in SCALARS else {}


def in_any_casing(word: str) -> str:
    """Return a pattern for a word: JSON Schema has none that does without regard to casing."""
    return "".join(f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter for letter in word)
