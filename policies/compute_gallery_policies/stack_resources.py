"""The galleries, definitions and versions of a stack, in the shape that rules judge."""

from collections.abc import Iterable, Mapping
from typing import Final

from pulumi_policy import PolicyResource

from compute_gallery_policies.classic import as_native, native_field
from compute_gallery_policies.origins import OutputsOf, declared_origin
from compute_gallery_policies.plain import plain
from compute_gallery_policies.tokens import ResourceType, parse_token
from compute_gallery_rules import UNKNOWN, ResourceKind, parse_resource_id
from compute_gallery_rules.together.declared import DeclaredResource

__all__ = ["declared_resources", "plain_outputs"]

NAMES: Final[Mapping[ResourceKind, tuple[str, ...]]] = {
    ResourceKind.GALLERY: ("galleryName",),
    ResourceKind.IMAGE_DEFINITION: ("galleryName", "galleryImageName"),
    ResourceKind.IMAGE_VERSION: ("galleryName", "galleryImageName", "galleryImageVersionName"),
}
"""The inputs that name a resource, from the gallery down to its own, which it gives back as `name`."""


def plain_outputs(resource: PolicyResource) -> dict[str, object]:
    """Return what a resource gives back, in plain dicts and lists."""
    return plain(resource.props)


def declared_resources(
    resources: Iterable[PolicyResource],
    seen: Mapping[str, Mapping[str, object]],
    outputs_of: OutputsOf = plain_outputs,
) -> tuple[DeclaredResource, ...]:
    """Return the resources that rules judge.

    `seen` has the inputs of resources by URN, as far as they were judged one by one before. They go before what a
    resource gives back, which has other names for some fields, none for others, and in a preview hardly any value.
    """
    # A program registers side by side, in another order each time: of two that do not agree, always the same is told.
    judged = [
        (resource, resource_type)
        for resource in sorted(resources, key=lambda each: each.urn)
        if (resource_type := parse_token(resource.resource_type))
    ]
    urns = frozenset(resource.urn for resource, _ in judged)
    return tuple(
        _declared(resource, resource_type, seen.get(resource.urn, {}), outputs_of, _depends_on(resource, urns))
        for resource, resource_type in judged
    )


def _declared(
    resource: PolicyResource,
    resource_type: ResourceType,
    seen: Mapping[str, object],
    outputs_of: OutputsOf,
    depends_on: frozenset[str],
) -> DeclaredResource:
    kind = resource_type.kind
    outputs = outputs_of(resource)
    inputs = as_native(outputs, kind) if resource_type.is_classic else dict(outputs)
    resource_id, name = outputs.get("id"), outputs.get("name")
    parsed = parse_resource_id(resource_id) if isinstance(resource_id, str) else None
    if parsed and len(parsed.names) == len(NAMES[kind]):
        in_id = dict(zip(NAMES[kind], parsed.names, strict=True))
        inputs = {"resourceGroupName": parsed.resource_group, **in_id, **inputs}
    if isinstance(name, str):
        inputs.setdefault(NAMES[kind][-1], name)
    if seen:
        # A preview gives back UNKNOWN for what was not declared, since Azure may fill it in: that would hide defaults.
        inputs = {field: value for field, value in inputs.items() if value is not UNKNOWN}
    inputs |= {field: value for field, value in seen.items() if value is not UNKNOWN or field not in inputs}
    return DeclaredResource(
        urn=resource.urn,
        name=resource.name,
        kind=kind,
        inputs=inputs,
        depends_on=depends_on,
        references={
            native_field(field, kind) if resource_type.is_classic else field: frozenset(each.urn for each in listed)
            for field, listed in resource.property_dependencies.items()
        },
        provider=resource.provider.urn if resource.provider else "",
        resource_id=resource_id if isinstance(resource_id, str) and parsed else None,
        origin=declared_origin(resource, outputs_of) if kind is ResourceKind.IMAGE_VERSION else None,
    )


def _depends_on(resource: PolicyResource, judged: frozenset[str]) -> frozenset[str]:
    """Return the nearest judged resources that a resource waits for: the walk goes on through others only."""
    found: set[str] = set()
    waiting = [resource]
    while waiting:
        current = waiting.pop()
        listed = (one for each in current.property_dependencies.values() for one in each)
        for each in (*current.dependencies, *listed):
            if each.urn not in found:
                found.add(each.urn)
                if each.urn not in judged:
                    waiting.append(each)
    return judged.intersection(found)
