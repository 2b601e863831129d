"""What a definition decides for the versions nested in it, and a gallery for its definitions."""

from collections.abc import Iterator, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import Finding
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.nesting import (
    INHERITED_BY_DEFINITIONS,
    INHERITED_BY_VERSIONS,
    NestedArgs,
    nested,
)
from pulumi_azure_compute_gallery.arguments.reader import normalised
from pulumi_azure_compute_gallery.arguments.spelling import snake_case
from pulumi_azure_compute_gallery.rollout.demand import problems_of_demand
from pulumi_azure_compute_gallery.rollout.retention import (
    PLACE,
    Leaving,
    NestedVersions,
    Retired,
    leaving,
    problems_of_retention,
)
from pulumi_azure_compute_gallery.rollout.rings import problems_of_rings
from pulumi_azure_compute_gallery.running.clock import now
from pulumi_azure_compute_gallery.running.deferred import together, without_deferred
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment

__all__ = [
    "PresentVersions",
    "leaving_of",
    "nested_definitions",
    "nested_versions",
    "problems_of_rollout",
    "read_versions",
    "retire",
]

DECIDED = ("rings", "demand")
"""What nested versions obey, and cannot have of their own."""


class PresentVersions(dict[str, Any]):
    """The nested versions that are declared, by key; who asks for one that has left is told so."""

    left: frozenset[str] = frozenset()
    """Keys of the versions that retention lets go."""

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 as the dictionary has it
        """Raise RunError for a version that has left, KeyError for one that never was."""
        if key in self.left:
            raise pulumi.RunError(
                f"version {key} has left under the definition's retention. Use a newer one, or pin it there."
            )
        raise KeyError(key)


def nested_definitions(declared: object, gallery: Mapping[str, Any]) -> dict[str, Any]:
    """Return the nested definitions, each with what retention decides, which looks at all of them together."""
    definitions = dict(nested(declared, gallery, INHERITED_BY_DEFINITIONS, "image_definition_name"))
    if any(snake_case(name) == "retention" for args in definitions.values() for name in args):
        read = [normalised(args, ImageDefinitionArgs) for args in definitions.values()]
        versions = [read_versions(nested_versions(args.get("versions"), args)) for args in read]
        together_judged = [
            NestedVersions(args.get("retention"), each) for args, each in zip(read, versions, strict=True)
        ]
        for args, decision in zip(definitions.values(), leaving(together_judged, now()), strict=True):
            args.decided = {"leaving": decision}
    return definitions


def nested_versions(declared: object, definition: Mapping[str, Any]) -> dict[str, Any]:
    """Return the nested versions, each with its definition's rings and demand."""
    decided = {name: definition[name] for name in DECIDED if name in definition}
    if "rings" in decided:
        rings = decided["rings"] if isinstance(decided["rings"], list) else []
        decided["rings"] = [ring for ring in rings if isinstance(ring, Mapping)]
    return dict(nested(declared, definition, INHERITED_BY_VERSIONS, "version", decided))


def read_versions(versions: Mapping[str, NestedArgs]) -> dict[str, Mapping[str, Any]]:
    """Return the arguments of nested versions under their own names, with UNKNOWN for what is not known yet."""
    return {
        key: without_deferred({**normalised(args, ImageVersionArgs), **args.decided}) for key, args in versions.items()
    }


def leaving_of(definition: Mapping[str, Any], versions: Mapping[str, Mapping[str, Any]]) -> Leaving:
    """Return which versions of a definition leave: as its gallery has decided, else by its own versions."""
    if "leaving" in definition:
        decided: Leaving = definition["leaving"]
        return decided
    return leaving([NestedVersions(definition.get("retention"), versions)], now())[0]


def problems_of_rollout(args: Mapping[str, Any], versions: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Find all that is wrong with a definition's rings, retention and demand."""
    yield from problems_of_rings(args)
    yield from problems_of_retention(args, versions)
    yield from problems_of_demand(args, versions.values())


def retire(versions: Mapping[str, NestedArgs], decision: Leaving, definition: pulumi.Resource) -> list[str]:
    """Permit the deletion of the versions that leave, say so, and return their numbers."""
    retired = of_this_deployment(Retired)
    for key in sorted(decision.keys):
        args = normalised(versions[key], ImageVersionArgs)
        together(lambda *names: retired.add(names), *(args.get(name) for name in PLACE))
    if decision.numbers:
        listed = ", ".join(map(str, decision.numbers))
        told = f"retention lets go of {listed}, which may be taken out of the program after this update"
        pulumi.log.info(told, definition)
    if decision.blocked:
        listed = ", ".join(map(str, decision.blocked))
        pulumi.log.info(f"retention waits with {listed}: Azure refuses to delete before the end of life", definition)
    return [str(number) for number in decision.numbers]
