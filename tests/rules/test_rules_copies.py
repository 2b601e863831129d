"""A version as the source of another one, identifiers, and machines that the program makes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    UNKNOWN,
    Severity,
    definition_against_definition,
    definition_against_source_definition,
    gallery_against_mirror,
    identifier_key,
    machine_made_beside,
    version_against_mirror,
    version_against_source_version,
)

KEYS = {"osDiskImage": {"diskEncryptionSetId": "/subscriptions/1/x"}}
ANYTHING = st.recursive(
    st.none() | st.text() | st.integers() | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["publishingProfile", "targetRegions", "name", "location", "encryption", "identifier"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def version(*names: object, location: object = "chinaeast2", **region: object) -> dict[str, Any]:
    """A version's inputs."""
    return {
        "location": location,
        "publishingProfile": {"targetRegions": [{"name": name, **region} for name in names]},
    }


def identified(publisher: object = "p", offer: object = "o", sku: object = "s") -> dict[str, Any]:
    """A definition's inputs."""
    return {"identifier": {"publisher": publisher, "offer": offer, "sku": sku}}


def test_copy_in_another_region() -> None:
    """S4: a version is made in one of its source's regions, however the two are spelled."""
    copy = version("chinanorth", location="chinanorth")
    assert version_against_source_version(copy, version("China North", "chinaeast2"), "1.0.0") == ()
    (finding,) = version_against_source_version(copy, version("China East 2"), "1.0.0")
    assert (finding.field, finding.severity) == ("location", Severity.ERROR)


@pytest.mark.parametrize(
    "source", [version(UNKNOWN), {"publishingProfile": {"targetRegions": UNKNOWN}}, {"location": UNKNOWN}, {}]
)
def test_copy_of_what_is_not_known(source: dict[str, Any]) -> None:
    """S4: of a source whose regions are not known nothing is said."""
    assert version_against_source_version(version("chinanorth", location="chinanorth"), source, "1.0.0") == ()


def test_source_without_target_regions_is_in_its_own() -> None:
    """S4: a source that names no regions is in its own."""
    assert version_against_source_version(version("a"), {"location": "China East 2"}, "1.0.0") == ()
    assert version_against_mirror({"location": "chinaeast2"}, "chinanorth") != ()


def test_own_keys_are_told_at_each_region() -> None:
    """A version under own keys is no source: of a copy once, of a mirror at each region that has them."""
    encrypted = version("chinaeast2", "chinanorth", encryption=KEYS)
    (finding,) = version_against_source_version(version("chinaeast2"), encrypted, "1.0.0")
    assert finding.field == "storageProfile.source"
    found = version_against_mirror(encrypted, "China North")
    assert [one.field for one in found] == [
        "publishingProfile.targetRegions[0].encryption",
        "publishingProfile.targetRegions[1].encryption",
    ]


KIND = {"osType": "Linux", "osState": "Generalized", "hyperVGeneration": "V2"}
PLAN = {"name": "n", "product": "o", "publisher": "p"}


@pytest.mark.parametrize(
    ("field", "theirs"),
    [
        ("osType", "Windows"),
        ("osState", "Specialized"),
        ("hyperVGeneration", None),
        ("hyperVGeneration", "V1"),
        ("architecture", "Arm64"),
    ],
)
def test_copy_in_a_definition_of_another_kind(field: str, theirs: object) -> None:
    """S3, S4: the definition of a version is of the kind of its source's definition, with Azure's defaults for both."""
    (finding,) = definition_against_source_definition(KIND, {**KIND, field: theirs}, "1.0.0")
    assert (finding.field, finding.severity) == (field, Severity.ERROR)
    assert 'of the definition of "1.0.0", which the version is made from' in finding.problem


def test_copy_of_a_version_under_a_plan() -> None:
    """S15: the definition of a version has the purchase plan of its source's definition."""
    found = definition_against_source_definition(KIND, {**KIND, "purchasePlan": PLAN}, "1.0.0")
    assert [one.field for one in found] == [f"purchasePlan.{name}" for name in ("name", "product", "publisher")]
    same = {**KIND, "purchasePlan": PLAN}
    assert definition_against_source_definition(same, same, "1.0.0") == ()


@pytest.mark.parametrize(
    "theirs",
    [{"osType": "linux", "architecture": "X64"}, {"osType": UNKNOWN, "purchasePlan": UNKNOWN}, {"osType": None}],
)
def test_copy_in_a_definition_of_the_same_kind(theirs: dict[str, Any]) -> None:
    """S3: another casing, a default written out, and what is not known yet, are no other kind."""
    assert definition_against_source_definition(KIND, {**KIND, **theirs}, "1.0.0") == ()


@pytest.mark.parametrize("sku", ["s", "S", " s "])
def test_identifier_of_another_definition(sku: str) -> None:
    """S12: publisher, offer and SKU are unique together, in whatever casing."""
    (finding,) = definition_against_definition(identified(), identified(sku=sku), "ubuntu")
    assert finding.field == "identifier"
    assert '"ubuntu"' in finding.problem


@pytest.mark.parametrize("other", [identified(sku="t"), identified(sku=UNKNOWN), identified(sku=None), {}])
def test_identifier_of_its_own(other: dict[str, Any]) -> None:
    """S12: an identifier that differs in one part, or is not known, is none that clashes."""
    assert definition_against_definition(identified(), other, "ubuntu") == ()


def test_mirror_of_another_name_elsewhere() -> None:
    """A mirror's name and region are compared without regard to spelling; what is not known is passed over."""
    gallery = {"galleryName": "images", "location": "chinaeast2"}
    assert len(gallery_against_mirror(gallery, "IMAGES", "China East 2")) == 2
    assert gallery_against_mirror(gallery, "other", "chinanorth") == ()
    assert gallery_against_mirror(gallery, UNKNOWN, UNKNOWN) == ()


@pytest.mark.parametrize(("state", "word"), [("Generalized", "Sysprep"), ("Specialized", "deallocated")])
def test_machine_of_the_same_program(state: str, word: str) -> None:
    """S13, S22: what has to happen to a machine first depends on the definition's OS state."""
    finding = machine_made_beside("source", "builder", {"osState": state})
    assert finding.severity is Severity.WARNING
    assert word in finding.allowed


@given(ANYTHING, ANYTHING)
def test_any_inputs(one: Any, other: Any) -> None:  # noqa: ANN401 any value
    """Whatever stands in the inputs, nothing is raised."""
    first, second = (part if isinstance(part, dict) else {"publishingProfile": part} for part in (one, other))
    version_against_source_version(first, second, "1.0.0")
    version_against_mirror(first, "chinaeast2")
    gallery_against_mirror(first, one, other)
    definition_against_definition(first, second, "x")
    definition_against_source_definition(first, second, "x")
    identifier_key(first)
    machine_made_beside("source", "x", first)
