"""Whether the resources of a stack agree: versions with definitions and sources, and both with their gallery."""

from collections.abc import Callable, Iterator, Sequence

from compute_gallery_rules.azure.encryption_sets import disk_encryption_sets
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.together.agreement import (
    definition_in_community,
    definition_in_gallery,
    version_in_gallery,
    version_with_definition,
)
from compute_gallery_rules.together.belonging import belonging
from compute_gallery_rules.together.declared import DeclaredResource, StackProblem
from compute_gallery_rules.together.security_agreement import confidential_version
from compute_gallery_rules.together.stack_sources import source_versions
from compute_gallery_rules.values.inputs import Inputs
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.resource_ids import parse_resource_id

__all__ = [
    "agrees_with_gallery",
    "community_gallery_images",
    "confidential_versions",
    "disk_encryption_set_subscription",
    "encrypted_version_source",
    "version_agrees_with_definition",
]


def version_agrees_with_definition(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check each version against the definition that the stack declares for it; see `version_against_definition`."""
    yield from _with_definition(resources, version_with_definition)


def confidential_versions(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check each version of a confidential definition that the stack declares; see `version_against_definition`."""
    yield from _with_definition(resources, confidential_version)


def agrees_with_gallery(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check each definition and version against the gallery that the stack declares for it.

    See `definition_against_gallery` and `version_against_gallery`.
    """
    family = belonging(resources)
    for each in resources:
        gallery = family.gallery(each)
        if gallery is None or each.kind is ResourceKind.GALLERY:
            continue
        judge = definition_in_gallery if each.kind is ResourceKind.IMAGE_DEFINITION else version_in_gallery
        yield from ((each, problem) for problem in judge(each.inputs, gallery.inputs))


def community_gallery_images(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that what a community gallery publishes suits everybody: no purchase plan, no specialized image.

    Source: Azure's page on community galleries, "Limitations" and "Best practices".
    """
    family = belonging(resources)
    for each in resources:
        gallery = family.gallery(each) if each.kind is ResourceKind.IMAGE_DEFINITION else None
        if gallery:
            yield from ((each, problem) for problem in definition_in_community(each.inputs, gallery.inputs))


def encrypted_version_source(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that no version is made from one that is encrypted with own keys.

    Source: Azure's page on image encryption: an image version under customer-managed keys cannot be the source of
    another image version.
    """
    for each, source in source_versions(resources):
        if any(True for _ in disk_encryption_sets(source.inputs)):
            problem = f"is made from {printable(source.name)}, which is encrypted with a key of your own"
            allowed = "a source under Azure's keys, or the source that the other version was made from"
            instead = f"the source of {printable(source.name)}"
            yield each, Problem("storageProfile.source", None, problem, allowed, instead)


def disk_encryption_set_subscription(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that disk encryption sets lie in the subscription of the gallery, where its id is known.

    Source: Azure's troubleshooting page, "The disk encryption set must be in the same subscription as the gallery
    resource".
    """
    family = belonging(resources)
    for each in resources:
        if each.kind is not ResourceKind.IMAGE_VERSION:
            continue
        home = family.subscription(each)
        for field, value in disk_encryption_sets(each.inputs):
            parsed = parse_resource_id(f"/{value.removeprefix('/')}")
            own = parsed.subscription if parsed else None
            if home and own and own.lower() != home:
                problem = f"is in another subscription than the gallery, which is in {printable(home)}"
                allowed = "disk encryption sets in the gallery's subscription"
                yield each, Problem(field, value, problem, allowed, f"a set in the subscription {printable(home)}")


def _with_definition(
    resources: Sequence[DeclaredResource], judge: Callable[[Inputs, Inputs], Iterator[Problem]]
) -> Iterator[StackProblem]:
    family = belonging(resources)
    for each in resources:
        definition = family.definition(each) if each.kind is ResourceKind.IMAGE_VERSION else None
        if definition:
            yield from ((each, problem) for problem in judge(each.inputs, definition.inputs))
