"""Which resources of a stack belong together, and whether names, identifiers and quotas hold among them."""

from dataclasses import replace
from typing import Any

import pytest

from compute_gallery_rules import UNKNOWN, ResourceKind
from compute_gallery_rules.together.belonging import belonging
from compute_gallery_rules.together.declared import DeclaredResource
from compute_gallery_rules.together.identifier_unique import identifier_unique
from compute_gallery_rules.together.stack_names import names_unique
from compute_gallery_rules.together.stack_quota import quota
from tests.rules.stacks import declared, definition, gallery, version

NAMELESS: dict[str, Any] = {"galleryName": UNKNOWN, "galleryImageName": UNKNOWN}
IDENTIFIER: dict[str, Any] = {"identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22"}}


def family(*resources: DeclaredResource) -> list[tuple[str | None, str | None]]:
    """Return the URNs of each resource's declared gallery and definition."""
    found = belonging(resources)
    return [
        (
            parent.urn if (parent := found.gallery(each)) else None,
            image.urn if (image := found.definition(each)) else None,
        )
        for each in resources
    ]


def test_names_tell_what_belongs_together() -> None:
    """Without regard to case and white space around them; what another gallery has is another's."""
    resources = (
        gallery(),
        definition(galleryName=" IMAGES "),
        version(galleryImageName="Ubuntu"),
        version("x", galleryName="o"),
    )
    assert family(*resources) == [("g", None), ("g", "d"), ("g", "d"), (None, None)]


def test_references_tell_where_names_are_unknown() -> None:
    """As in the preview of a new stack: each name comes from the resource before."""
    image = declared(ResourceKind.IMAGE_DEFINITION, "d", NAMELESS, references={"galleryName": ("g",)})
    number = declared(ResourceKind.IMAGE_VERSION, "v", NAMELESS, references={"galleryImageName": ("d",)})
    assert family(gallery(galleryName=UNKNOWN), image, number) == [("g", None), ("g", "d"), ("g", "d")]
    assert family(gallery(), image, number) == [("g", None), ("g", "d"), ("g", "d")]


def test_a_known_name_goes_before_a_reference() -> None:
    """A name that is made from another resource's may name something else."""
    other = replace(definition(galleryName="images2"), references={"galleryName": frozenset({"g"})})
    assert family(gallery(), other) == [("g", None), (None, "d")]


def test_two_references_tell_nothing() -> None:
    """Which of two galleries is meant is not guessed, and neither is what nothing refers to."""
    image = declared(ResourceKind.IMAGE_DEFINITION, "d", NAMELESS, references={"galleryName": ("g", "h")})
    lost = declared(ResourceKind.IMAGE_VERSION, "v", NAMELESS, references={"galleryImageName": ("nobody",)})
    assert family(gallery(), gallery("h", galleryName="h"), image, lost)[2:] == [(None, "d"), (None, None)]


def test_a_provider_stands_for_a_subscription() -> None:
    """Galleries of one name in two subscriptions are two."""
    inputs = {"galleryName": "images", "galleryImageName": "ubuntu"}
    galleries = [declared(ResourceKind.GALLERY, urn, inputs, provider=urn) for urn in ("a", "b")]
    image = declared(ResourceKind.IMAGE_DEFINITION, "d", inputs, provider="b")
    assert family(*galleries, image)[2] == ("b", "d")
    assert list(names_unique(galleries)) == []


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (definition("e", galleryImageName="other", **IDENTIFIER), True),
        (
            definition(
                "e", galleryImageName="other", identifier={"publisher": "CONTOSO", "offer": "ubuntu", "sku": "22"}
            ),
            True,
        ),
        (
            definition(
                "e", galleryImageName="other", identifier={"publisher": "contoso", "offer": "ubuntu", "sku": "24"}
            ),
            False,
        ),
        (
            definition(
                "e", galleryImageName="other", identifier={"publisher": "contoso", "offer": "ubuntu", "sku": UNKNOWN}
            ),
            False,
        ),
        (definition("e", galleryName="others", **IDENTIFIER), False),
        (definition("e", galleryName=UNKNOWN, **IDENTIFIER), False),
        (definition("e", identifier=None), False),
    ],
)
def test_an_identifier_stands_once_in_a_gallery(later: DeclaredResource, found: bool) -> None:  # noqa: FBT001
    """The later definition is told, with the name of the first (S12)."""
    told = [(each.urn, problem.field) for each, problem in identifier_unique([definition(**IDENTIFIER), later])]
    assert told == ([("e", "identifier")] if found else [])


@pytest.mark.parametrize(
    ("resources", "told"),
    [
        ([gallery("a"), gallery("b", galleryName="IMAGES"), gallery("c", galleryName="other")], [("b", "galleryName")]),
        ([gallery("a", galleryName=UNKNOWN), gallery("b", galleryName=UNKNOWN)], []),
        ([definition("a"), definition("b", galleryImageName="Ubuntu")], [("b", "galleryImageName")]),
        ([definition("a"), definition("b", galleryName="other")], []),
        ([version("a"), version("b", "01.0.0"), version("c", "1.0.1")], [("b", "galleryImageVersionName")]),
        ([version("a"), version("b", galleryImageName="debian"), version("c", UNKNOWN), version("d", "latest")], []),
        ([version("a", "x"), version("b", "x")], []),
        ([], []),
    ],
)
def test_names_stand_once(resources: list[DeclaredResource], told: list[tuple[str, str]]) -> None:
    """A gallery's in the subscription, a definition's in the gallery, a version's in the definition."""
    assert [(each.urn, problem.field) for each, problem in names_unique(resources)] == told


def test_quotas_are_counted_by_region() -> None:
    """In either spelling, each kind and each subscription for itself; unknown places do not count."""
    places = ["West Europe", "westeurope", "WESTEUROPE", "northeurope", UNKNOWN, None, 5]
    resources = [gallery(str(index), location=place) for index, place in enumerate(places)]
    resources.append(definition(location="westeurope"))
    resources.append(replace(gallery("other", location="westeurope"), provider="other"))
    limits = {"definitions": 1, "versions": 1}
    [(resource, problem)] = quota(resources, galleries=2, **limits)
    assert (resource.urn, problem.field, problem.value) == ("2", "location", "West Europe")
    assert list(quota(resources, galleries=3, **limits)) == []
    assert len(list(quota(resources, galleries=0, definitions=0, versions=0))) == 4


def test_the_next_free_number_is_proposed() -> None:
    """After the highest of the same definition, in numeric order."""
    resources = [
        version("a", "1.0.9"),
        version("b", "1.0.10"),
        version("c", "1.0.9"),
        version("x", "9.0.0", galleryName="o"),
    ]
    [(resource, problem)] = names_unique(resources)
    assert (resource.urn, problem.instead) == ("c", '"1.0.11"')
    highest = "2147483647.2147483647.2147483647"
    [(_, problem)] = names_unique([version("a", highest), version("b", highest)])
    assert problem.instead == "a number that is free"
