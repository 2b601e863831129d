"""Sources that the same program declares: a version is compared with them before Azure does (S3, S13, S15, S22)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pulumi

from compute_gallery_rules import (
    UNKNOWN,
    Finding,
    machine_made_beside,
    printable,
    version_against_source,
)
from compute_gallery_rules.together.source_agreement import DeclaredSource
from pulumi_azure_compute_gallery.arguments.spelling import camel_case
from pulumi_azure_compute_gallery.judging.agreements import Agreements, at_the_definition
from pulumi_azure_compute_gallery.judging.consequences import without_consequences
from pulumi_azure_compute_gallery.judging.declared import Declared, DeclaredResource
from pulumi_azure_compute_gallery.judging.sign_in import DefaultSignIn
from pulumi_azure_compute_gallery.judging.verdict import Verdict
from pulumi_azure_compute_gallery.running.deferred import resolved
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment, of_this_run

__all__ = ["sources_judged"]

KINDS: Mapping[str, tuple[str, DeclaredSource]] = {
    "virtual_machine_id": ("VirtualMachine", "virtual_machine"),
    "managed_image_id": ("Image", "managed_image"),
    "disk_id": ("Disk", "disk"),
    "snapshot_id": ("Snapshot", "snapshot"),
}
"""For each argument the resource class whose id it takes, and how the rules call that kind."""

TOKEN = re.compile(r"azure-native(?:_\w+)?:compute(?:/\w+)?:(\w+)")
"""The type token of a compute resource, of whichever API version: its class."""


def sources_judged(version: pulumi.Resource, args: Mapping[str, Any]) -> pulumi.Output[None] | None:
    """Judge a version against its sources when more is known of them; None when nothing more will be.

    The result is what the version's registration waits for, so that an update ends before Azure begins to build.
    """
    declared, source = of_this_deployment(Declared), args.get("source")
    if (own := declared.of(version)) and isinstance(source, Mapping):
        own.made_from = declared.by_id(source.get("image_version_id"))
    outputs = list(source_outputs(args))
    asked = of_this_run(DefaultSignIn).asked(version, args.get("source_tenants"))
    if not outputs and asked is None:
        return None
    verdict = of_this_run(Verdict)

    def check(known: Any) -> bool:  # noqa: ANN401 what `known_sources` returns, and nothing
        noted = declared.of(version)
        if noted is None:
            return False
        found = [finding for source in known[0] for finding in findings(noted, source)]
        refused = verdict.report(version, noted.label, found)
        return of_this_run(Agreements).judge(noted) or refused

    checked = verdict.when_resolved(pulumi.Output.all(known_sources(outputs), asked), check)
    verdict.told_too(checked)
    return checked


def source_outputs(args: Mapping[str, Any]) -> Iterator[tuple[str, str, pulumi.Output[Any]]]:
    """Yield each source that is an Output: where it stands, its argument, the Output."""
    disks = args.get("data_disks")
    places = [("source", args.get("source"))]
    places += [
        (f"data_disks[{index}].source", disk.get("source"))
        for index, disk in enumerate(disks if isinstance(disks, list) else [])
        if isinstance(disk, Mapping)
    ]
    for place, source in places:
        given = source if isinstance(source, Mapping) else {}
        yield from ((place, name, given[name]) for name in KINDS if isinstance(given.get(name), pulumi.Output))


async def known_sources(outputs: Iterable[tuple[str, str, pulumi.Output[Any]]]) -> list[dict[str, Any]]:
    """Return what is known of each source that is one resource of the program."""
    found = []
    for place, name, output in outputs:
        try:
            resources = [one for one in await output.resources() if class_of(one) == KINDS[name][0]]
            known = [(one, await known_inputs(one)) for one in resources]
        except Exception:  # noqa: BLE001, S112 a source that fails is told by Pulumi itself
            continue
        found += [
            {"place": place, "argument": name, "resource": one.pulumi_resource_name, "inputs": inputs}
            for one, inputs in known[:1]
            if len(known) == 1
        ]
    return found


def class_of(resource: pulumi.Resource) -> str | None:
    """Return the class of a compute resource: Image of azure-native:compute/v20240701:Image."""
    token = TOKEN.fullmatch(resource.pulumi_resource_type)
    return token[1] if token else None


async def known_inputs(resource: pulumi.Resource) -> dict[str, Any]:
    """Return what is known of a resource in azure-native's names; what a preview adds no output to is its inputs."""
    outputs = {name: part for name, part in vars(resource).items() if isinstance(part, pulumi.Output)}
    return {camel_case(name): in_camel_case(await resolved(part)) for name, part in outputs.items()}


def in_camel_case(value: Any) -> Any:  # noqa: ANN401 any value
    """Return a value with azure-native's own names, whatever class the SDK has made of it."""
    if isinstance(value, Mapping):
        return {camel_case(str(name)): in_camel_case(part) for name, part in value.items()}
    return [in_camel_case(part) for part in value] if isinstance(value, list | tuple) else value


def findings(version: DeclaredResource, source: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong between a version, its definition and one of its sources."""
    place, name = f"{source['place']}.{source['argument']}", source["resource"]
    kind, is_os = KINDS[source["argument"]][1], source["place"] == "source"
    definition = of_this_deployment(Declared).definition_of(version) if is_os else None
    inputs = definition.inputs if definition else None
    found = version_against_source(version.inputs, source["inputs"], kind, inputs)
    of_version = [finding for finding in found if finding.field == "location"]
    of_machine = [finding for finding in found if finding.field.startswith("storageProfile.")]
    of_definition = [finding for finding in found if finding not in (*of_version, *of_machine)]
    yield from without_consequences(of_version, version.findings)
    for finding in of_machine:
        yield replace(
            finding, field=place, value=printable(name), problem=finding.problem.replace("is an", "has an", 1)
        )
    yield from at_the_definition(of_definition, definition.findings if definition else ())
    if kind == "virtual_machine" and source["inputs"].get("provisioningState", UNKNOWN) is UNKNOWN:
        yield machine_made_beside(place, name, inputs)
