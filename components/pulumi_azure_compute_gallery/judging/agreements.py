"""Whether the declarations of one run agree: with what is around them, with each other, and about their places."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pulumi

from compute_gallery_rules import (
    Finding,
    ResourceKind,
    Severity,
    definition_against_definition,
    definition_against_gallery,
    definition_against_source_definition,
    identifier_key,
    printable,
    version_against_definition,
    version_against_gallery,
    version_against_source_version,
)
from pulumi_azure_compute_gallery.judging.consequences import without_consequences
from pulumi_azure_compute_gallery.judging.declared import Declared, DeclaredResource
from pulumi_azure_compute_gallery.judging.region_findings import told_once
from pulumi_azure_compute_gallery.judging.sign_in import DefaultSignIn, known_subscription
from pulumi_azure_compute_gallery.judging.verdict import Verdict
from pulumi_azure_compute_gallery.rollout.order import place_of
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment, of_this_run
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names

__all__ = ["Agreements", "at_the_definition", "under_own_names"]

RULE = "declared-once"
"""The rule of findings on two components for one place."""

Inputs = Mapping[str, Any]

AGAINST: Mapping[tuple[ResourceKind, ResourceKind], Callable[[Inputs, Inputs], Iterable[Finding]]] = {
    (ResourceKind.IMAGE_DEFINITION, ResourceKind.GALLERY): definition_against_gallery,
    (ResourceKind.IMAGE_VERSION, ResourceKind.GALLERY): version_against_gallery,
    (ResourceKind.IMAGE_VERSION, ResourceKind.IMAGE_DEFINITION): version_against_definition,
}
"""How a resource is judged against what it is in."""

NAME_FIELDS = {
    ResourceKind.GALLERY: "galleryName",
    ResourceKind.IMAGE_DEFINITION: "galleryImageName",
    ResourceKind.IMAGE_VERSION: "galleryImageVersionName",
}
"""The azure-native input that holds a resource's own name."""


class Identifiers(dict[Hashable, DeclaredResource]):
    """The first definition of each gallery, provider and identifier."""


class GalleryNames(dict[Hashable, DeclaredResource]):
    """The first gallery of each provider, and so subscription, and name."""


class Agreements:
    """Judges all declarations of a run when its own code has run, and what becomes known later when it does."""

    def __init__(self) -> None:
        self._verdict = of_this_run(Verdict)
        self._declared = of_this_deployment(Declared)
        self._identifiers = of_this_deployment(Identifiers)
        self._gallery_names = of_this_deployment(GalleryNames)
        self._own: dict[DeclaredResource, None] = {}
        self._all_declared = False
        self._verdict.before_gate(self._judge_all)

    def judge(self, resource: DeclaredResource) -> bool:
        """Judge what has become known of a resource, and all that is in it; return whether an error was found.

        Until the program's own code has run nothing is judged: what a resource is in may not be declared yet.
        """
        self._own[resource] = None
        refused = [self._report(one) for one in self._touched(resource)] if self._all_declared else ()
        return any(refused)

    def _judge_all(self) -> None:
        """Judge everything that the program's own code declared."""
        self._all_declared = True
        for resource in list(self._own):
            self._report(resource)

    def _touched(self, resource: DeclaredResource) -> Iterator[DeclaredResource]:
        """Yield a resource, and those that are judged against it."""
        if resource in self._own:
            yield resource
        for inner in self._declared.within(resource):
            yield from self._touched(inner)

    def _report(self, resource: DeclaredResource) -> bool:
        """Report all that is wrong between a resource and the others."""
        findings = under_own_names(self._findings(resource), resource)
        return self._verdict.report(resource.component, resource.label, findings)

    def _findings(self, resource: DeclaredResource) -> Iterator[Finding]:
        """Find what is wrong between a resource and the other declarations of its run, in azure-native's names."""
        yield from declared_twice(resource, self._declared.all_at(resource))
        for outer in self._declared.around(resource):
            yield from AGAINST[resource.kind, outer.kind](resource.inputs, outer.inputs)
        if resource.kind is ResourceKind.IMAGE_VERSION:
            yield from of_this_run(DefaultSignIn).findings(resource)
            if source := self._source_of(resource):
                yield from version_against_source_version(resource.inputs, source.inputs, source.name or source.label)
                yield from self._of_another_kind(resource, source)
        if resource.kind is ResourceKind.GALLERY and resource.name:
            first = self._gallery_names.setdefault((provider_of(resource), resource.name.lower()), resource)
            yield from named_twice(resource, first, self._declared.all_at(resource))
        if resource.kind is ResourceKind.IMAGE_DEFINITION and (key := identifier_key(resource.inputs)):
            for gallery in dict.fromkeys(place[:-1] for place in resource.places):
                first = self._identifiers.setdefault((gallery, provider_of(resource), key), resource)
                if first not in self._declared.all_at(resource):
                    yield from definition_against_definition(resource.inputs, first.inputs, first.name or first.label)

    def _of_another_kind(self, version: DeclaredResource, source: DeclaredResource) -> Iterator[Finding]:
        """Find where the definition of a version differs from that of the version which it is made from."""
        own, theirs = self._declared.definition_of(version), self._declared.definition_of(source)
        if own and theirs and own is not theirs:
            found = definition_against_source_definition(own.inputs, theirs.inputs, source.name or source.label)
            yield from at_the_definition(found, [*own.findings, *theirs.findings])

    def _source_of(self, version: DeclaredResource) -> DeclaredResource | None:
        """Return the version of the program that a version is made from: by its output, or by its id."""
        source = version.args.get("source")
        source_id = source.get("image_version_id") if isinstance(source, Mapping) else None
        subscription = known_subscription(version.component)
        place = place_of(source_id, version.place or (), subscription) if subscription else None
        found = version.made_from or (self._declared.at(place) if place else None)
        return found if found is not version else None


def under_own_names(findings: Iterable[Finding], resource: DeclaredResource) -> Iterator[Finding]:
    """Yield findings under the names of a resource's arguments, without what its own findings have told of."""
    named = told_once(under_argument_names(findings), resource.args)
    yield from without_consequences(named, resource.findings)


def at_the_definition(findings: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings on a version's definition for the version, without what was told of the definition itself."""
    for finding in without_consequences(under_argument_names(findings), told):
        yield replace(finding, field=f"the definition's {finding.field}")


def declared_twice(resource: DeclaredResource, same_place: Sequence[DeclaredResource]) -> Iterator[Finding]:
    """Find an earlier component for the place of a resource, in the same subscription as far as is known."""
    for other in same_place[: same_place.index(resource)] if resource in same_place else ():
        if provider_of(other) is provider_of(resource):
            problem = f"is declared by {other.label} already"
            allowed = "one component for each gallery, definition and version"
            yield Finding(RULE, NAME_FIELDS[resource.kind], shown(resource), problem, allowed, None, Severity.ERROR)
            return


def named_twice(
    gallery: DeclaredResource, first: DeclaredResource, same_place: Sequence[DeclaredResource]
) -> Iterator[Finding]:
    """Find an earlier gallery of the name in another resource group: the name is unique in the subscription.

    Source: Azure's troubleshooting page, "The gallery name is not unique within the subscription".
    """
    if first is not gallery and first not in same_place:
        problem, allowed = f"is the name of {first.label} too", "a name that no other gallery of the subscription has"
        field = NAME_FIELDS[ResourceKind.GALLERY]
        yield Finding(RULE, field, shown(gallery), problem, allowed, "another name", Severity.ERROR)


def shown(resource: DeclaredResource) -> str:
    """Return a resource's own name for a message."""
    return printable(resource.name) if resource.name else "its name"


def provider_of(resource: DeclaredResource) -> pulumi.ProviderResource | None:
    """Return the provider that a component was given: another one may mean another subscription."""
    return resource.component.get_provider(f"azure-native:compute:{resource.kind.value}")
