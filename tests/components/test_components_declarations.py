"""Published declarations get from the components the verdict that they get from the rules."""

from collections.abc import Mapping

import pytest

from compute_gallery_rules import Finding, ResourceKind, Severity
from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.reader import normalised, problems
from pulumi_azure_compute_gallery.gallery import problems_of_gallery
from pulumi_azure_compute_gallery.image_definition import problems_of_definition
from pulumi_azure_compute_gallery.image_version import inputs_to_judge, problems_of_version
from pulumi_azure_compute_gallery.judging.declaration import Judge, Shape
from pulumi_azure_compute_gallery.shapes.gallery_shape import gallery_inputs
from pulumi_azure_compute_gallery.shapes.image_definition_shape import image_definition_inputs
from tests.components.component_declarations import Inexpressible, component_args
from tests.rules.declarations import Declaration, declarations

JUDGES: Mapping[ResourceKind, tuple[type, Judge, Shape]] = {
    ResourceKind.GALLERY: (GalleryArgs, problems_of_gallery, gallery_inputs),
    ResourceKind.IMAGE_DEFINITION: (ImageDefinitionArgs, problems_of_definition, image_definition_inputs),
    ResourceKind.IMAGE_VERSION: (ImageVersionArgs, problems_of_version, inputs_to_judge),
}

INEXPRESSIBLE = {
    "r-fe-bool-1": "a feature is true or false there, and no text",
    "r-fe-no-value": "a feature has a value there",
    "v-public-full": "regions leave by retire_regions there, never by a switch",
}
"""What the arguments leave no room for."""

LATER = "end-of-life"
"""A past end of life is a warning here, as estates age; what is new with one is refused when it is to be created."""

ALL = declarations()


def found(declaration: Declaration) -> list[Finding]:
    """Judge a declaration in the arguments of its component."""
    type_, judge, shape = JUDGES[declaration.kind]
    args = component_args(declaration.kind, declaration.inputs)
    read = normalised(args, type_)
    return [*problems(args, type_), *judge(read, shape(read))]


@pytest.mark.parametrize(
    "declaration", [each for each in ALL if each.id not in INEXPRESSIBLE], ids=lambda each: each.id
)
def test_verdict_is_that_of_the_rules(declaration: Declaration) -> None:
    """A declaration that Azure accepts has no error; one that it refuses has errors of the rule that refuses it."""
    findings = found(declaration)
    refused_by = {finding.rule for finding in findings if finding.severity is Severity.ERROR}
    if declaration.refused_by == LATER and not refused_by:
        assert [finding.severity for finding in findings if finding.rule == LATER] == [Severity.WARNING]
    else:
        assert refused_by == ({declaration.refused_by} if declaration.refused_by else set())


@pytest.mark.parametrize("declaration", [each for each in ALL if each.id in INEXPRESSIBLE], ids=lambda each: each.id)
def test_what_the_arguments_cannot_say_is_listed(declaration: Declaration) -> None:
    """What is listed as inexpressible is so."""
    with pytest.raises(Inexpressible):
        found(declaration)


def test_findings_name_arguments_only() -> None:
    """No finding speaks of a field in azure-native's spelling: the reader wrote none."""
    findings = [finding for declaration in ALL if declaration.id not in INEXPRESSIBLE for finding in found(declaration)]
    assert len(findings) > 50
    spoken = ("Profile", "targetRegions", "features[", "storageAccountType", "replicationMode", "hyperVGeneration")
    texts = [(finding.field, finding.problem, finding.allowed, finding.instead or "") for finding in findings]
    assert [text for text in texts if any(word in part for part in text for word in spoken)] == []
