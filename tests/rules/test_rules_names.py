"""Names of galleries, definitions and versions, and the identifier (S10, S11, S12)."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import UNKNOWN, Finding, judge_gallery, judge_image_definition, judge_image_version


def of_rule(rule: str, findings: tuple[Finding, ...]) -> list[Finding]:
    """Keep the findings of one rule."""
    return [finding for finding in findings if finding.rule == rule]


def gallery_findings(name: object) -> list[Finding]:
    """Judge a gallery's name."""
    return of_rule("gallery-name", judge_gallery({"galleryName": name}))


def definition_findings(name: object) -> list[Finding]:
    """Judge a definition's name."""
    return of_rule("definition-name", judge_image_definition({"galleryImageName": name}))


@pytest.mark.parametrize("name", ["a", "images", "image.s_2", "A" * 80, "1", "a__b..c"])
def test_azure_takes_these_gallery_names(name: str) -> None:
    """Letters, digits, underscores and periods in the middle, up to 80."""
    assert gallery_findings(name) == []


@pytest.mark.parametrize(
    "name", ["", "a-b", "_a", "a_", ".a", "a.", "a b", "a" * 81, "\xe4", "a\n", "a\0", "\u540d", "\u0663", 5, True, []]
)
def test_azure_refuses_these_gallery_names(name: object) -> None:
    """Dashes, ends that are no letters or digits, other letters, other types and too many characters are errors."""
    assert len(gallery_findings(name)) == 1


@pytest.mark.parametrize(
    ("name", "fixed"),
    [("my image", '"my-image"'), ("lin-imagé", '"lin-image"'), ("_x.", '"x"'), ("a/b//c", '"a-b-c"'), ("映像", None)],
)
def test_a_wrong_definition_name_gets_a_fixed_one(name: str, fixed: str | None) -> None:
    """The suggestion keeps what can be kept; where nothing can, there is none (S10)."""
    assert [finding.instead for finding in definition_findings(name)] == [fixed]


def test_a_wrong_gallery_name_gets_a_fixed_one() -> None:
    """Galleries take no dashes, so an underscore stands in."""
    assert [finding.instead for finding in gallery_findings("contoso-images")] == ['"contoso_images"']


@given(st.text(max_size=200))
def test_a_fixed_name_is_itself_good(name: str) -> None:
    """Whatever the name, the suggested one passes the same rule."""
    for findings, again in (
        (gallery_findings(name), gallery_findings),
        (definition_findings(name), definition_findings),
    ):
        for finding in findings:
            if finding.instead:
                assert again(finding.instead.strip('"')) == []


@given(st.text(alphabet=string.ascii_letters + string.digits + "._-", min_size=1, max_size=90))
def test_definition_names_follow_the_documented_pattern(name: str) -> None:
    """The verdict is that of the documented pattern: a letter or digit at both ends, at most 80 characters."""
    good = re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?", name) is not None
    assert (definition_findings(name) == []) is good


def test_pulumi_may_name_a_resource_but_not_its_parent() -> None:
    """A gallery or definition without a name is named by Pulumi; a parent's name is needed, and so is a version's."""
    assert of_rule("gallery-name", judge_gallery({})) == []
    assert of_rule("definition-name", judge_image_definition({})) == []
    found = {finding.field for finding in judge_image_version({})}
    assert found >= {"galleryName", "galleryImageName", "galleryImageVersionName"}


@pytest.mark.parametrize(
    ("part", "value", "good"),
    [
        ("publisher", "p" * 128, True),
        ("publisher", "p" * 129, False),
        ("offer", "o" * 64, True),
        ("offer", "o" * 65, False),
        ("sku", "22_04-lts.gen2", True),
        ("sku", "gen2.", False),
        ("sku", ".", False),
        ("sku", ".net", True),
        ("sku", "", False),
        ("sku", None, False),
        ("sku", "gen 2", False),
        ("sku", UNKNOWN, True),
    ],
)
def test_the_identifier_is_judged_part_by_part(part: str, value: object, good: bool) -> None:  # noqa: FBT001 # a table
    """Each part has its own length, and none ends with a period (S12)."""
    whole = {"publisher": "contoso", "offer": "ubuntu", "sku": "lts", part: value}
    found = of_rule("identifier", judge_image_definition({"identifier": whole}))
    assert [finding.field for finding in found] == ([] if good else [f"identifier.{part}"])


def test_a_missing_identifier_names_all_three_parts() -> None:
    """Without an identifier each part is missing; one that is not known yet is not judged."""
    assert len(of_rule("identifier", judge_image_definition({}))) == 3
    assert of_rule("identifier", judge_image_definition({"identifier": UNKNOWN})) == []


@pytest.mark.parametrize("name", ["0.0.0", "1.0.0", "2147483647.2147483647.2147483647", "2018.12.1", "0.0.10"])
def test_azure_takes_these_version_names(name: str) -> None:
    """Three 32-bit numbers (S11)."""
    assert of_rule("version-format", judge_image_version({"galleryImageVersionName": name})) == []


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("v1.0", '"1.0.0"'),
        ("1.2.3.4", '"1.2.3"'),
        ("latest", '"1.0.0"'),
        ("1.2.3-beta", '"1.2.3"'),
        ("2147483648.0.0", '"1.0.0"'),
        ("\u0661.\u0660.\u0660", '"1.0.0"'),
        ("1.0.0\n", '"1.0.0"'),
        (" 1.0.0", '"1.0.0"'),
        ("+1.0.0", '"1.0.0"'),
        (1.0, '"1.0.0"'),
        (None, '"1.0.0"'),
    ],
)
def test_azure_refuses_these_version_names(name: object, instead: str) -> None:
    """Anything else is an error that says what to write (S11)."""
    found = of_rule("version-format", judge_image_version({"galleryImageVersionName": name}))
    assert [finding.instead for finding in found] == [instead]
