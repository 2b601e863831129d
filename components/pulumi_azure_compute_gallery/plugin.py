"""The components as a provider for programs in every language."""

import json
from typing import Any

from pulumi import Inputs
from pulumi.provider.experimental.component import ComponentProvider

from pulumi_azure_compute_gallery.gallery import Gallery
from pulumi_azure_compute_gallery.image_definition import ImageDefinition
from pulumi_azure_compute_gallery.image_version import ImageVersion

__all__ = ["Plugin"]


class Plugin(ComponentProvider):
    """Pulumi's provider of components, which hands the arguments on as the program has written them.

    Pulumi's own mapping drops a misspelt argument without a word, fails on a whole number that is known later, and
    passes over lists of objects that are. The components read the schema's names, and say what is wrong.
    """

    def __init__(self, version: str) -> None:
        super().__init__([Gallery, ImageDefinition, ImageVersion], "azure-compute-gallery", version=version)
        self.schema = json.dumps(without_plain_maps(json.loads(self.schema or "{}")))

    def map_inputs(self, inputs: Inputs, component_def: object) -> Inputs:  # noqa: ARG002 Pulumi's names
        """Map nothing."""
        return inputs


def without_plain_maps(schema: Any) -> Any:  # noqa: ANN401 JSON
    """Declare maps of objects as values that may come later: Pulumi's SDK for Go lacks types for those that may not.

    The components still refuse a map that comes later, where they must know it at once.
    """
    if isinstance(schema, list):
        return [without_plain_maps(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    element = schema.get("additionalProperties")
    if not isinstance(element, dict) or "$ref" not in element:
        return {name: without_plain_maps(part) for name, part in schema.items()}
    kept = {name: part for name, part in schema.items() if name != "plain"}
    return {**kept, "additionalProperties": {name: part for name, part in element.items() if name != "plain"}}
