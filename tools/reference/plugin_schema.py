"""The schema of the plugin: what Pulumi generates SDKs from, and what an editor completes in a YAML program."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pulumi_azure_compute_gallery.plugin import Plugin

__all__ = ["plugin_schema"]

VERSION = Path(__file__).parents[2] / "VERSION"
ELEMENTS = ("additionalProperties", "items")
"""Where a type holds the type of its elements."""


def plugin_schema() -> str:
    """Return what `pulumi package get-schema ./components` prints, with the keys in order."""
    schema = json.loads(Plugin(VERSION.read_text().strip()).schema or "{}")
    printed = {"config": {}, **as_engine_prints(schema)}
    return json.dumps(printed, indent=2, sort_keys=True) + "\n"


def as_engine_prints(node: Any) -> Any:  # noqa: ANN401 JSON
    """Leave out what the engine leaves out: a property's description at its elements again, and empty lists."""
    if not isinstance(node, Mapping):
        return node
    kept = {name: as_engine_prints(part) for name, part in node.items() if part != []}
    for name in ELEMENTS:
        if isinstance(kept.get(name), dict):
            kept[name].pop("description", None)
    return kept
