"""Declarations that people published get the verdict that Azure gives them."""

import pytest

from compute_gallery_rules import UNKNOWN, Context, judge
from tests.rules.declarations import TODAY, Declaration, declarations, errors

ALL = declarations()
GOOD = [each for each in ALL if each.refused_by is None]
BAD = [each for each in ALL if each.refused_by is not None]


@pytest.mark.parametrize("declaration", GOOD, ids=lambda each: each.id)
def test_a_good_declaration_passes(declaration: Declaration) -> None:
    """What Azure accepts has no error."""
    assert errors(declaration.findings()) == []


@pytest.mark.parametrize("declaration", BAD, ids=lambda each: each.id)
def test_a_bad_declaration_is_refused_by_its_rule(declaration: Declaration) -> None:
    """What Azure refuses has errors of the rule that names the mistake, and of no other."""
    assert {finding.rule for finding in errors(declaration.findings())} == {declaration.refused_by}


@pytest.mark.parametrize("declaration", BAD, ids=lambda each: each.id)
def test_a_verdict_is_one_line_that_says_what_is_allowed(declaration: Declaration) -> None:
    """Each text names the resource and the field, says what is allowed, and stays on one line."""
    for finding in declaration.findings():
        text = finding.text("version 1.0.0 of ubuntu")
        assert text.startswith(f"version 1.0.0 of ubuntu: {finding.field}")
        assert f"Allowed: {finding.allowed}" in text
        assert "\n" not in text
        assert len(finding.allowed) > 1


@pytest.mark.parametrize("declaration", ALL, ids=lambda each: each.id)
def test_what_is_not_known_yet_is_not_judged(declaration: Declaration) -> None:
    """With every top-level field unknown nothing is found, and with one unknown field nothing new is found."""
    unknown = dict.fromkeys(declaration.inputs, UNKNOWN)
    context = Context(declaration.kind, TODAY)
    assert [finding.field for finding in judge(unknown, context) if finding.field in unknown] == []
    known = set(declaration.findings())
    for field in declaration.inputs:
        assert set(judge({**declaration.inputs, field: UNKNOWN}, context)) <= known


def test_two_mistakes_are_found_at_once() -> None:
    """All findings of one declaration come together, in the order of the rules."""
    declaration = next(each for each in ALL if each.id == "v-docs-rest")
    inputs = {**declaration.inputs, "galleryName": "my-gallery", "galleryImageVersionName": "v1"}
    found = errors(judge(inputs, Context(declaration.kind, TODAY)))
    assert [finding.rule for finding in found] == ["gallery-name", "version-format"]
