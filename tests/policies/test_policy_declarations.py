"""Declarations that people published, and requests that Azure was recorded to answer, get Azure's verdict."""

import json
from pathlib import Path

import pytest

from compute_gallery_rules import ResourceKind
from tests.policies.policy_analyzer import Analyzer, Verdict
from tests.rules.declarations import Declaration, declarations

REQUESTS = json.loads((Path(__file__).parent / "fixtures" / "request_bodies.json").read_text(encoding="utf-8"))
ACCEPTED = [each for each in REQUESTS if each["accepted"]]
REFUSED = [each for each in REQUESTS if each["refused_by"]]
PAST = "end-of-life-past"
ANALYZER = Analyzer()
"""One pack for all cases, as in a preview."""


def ask(kind: str, inputs: dict[str, object]) -> Verdict:
    """Return the verdict of preset baseline."""
    return ANALYZER.analyze(f"azure-native:compute:{kind}", inputs)


@pytest.mark.parametrize("declaration", declarations(), ids=lambda each: each.id)
def test_a_published_declaration_gets_its_verdict(declaration: Declaration) -> None:
    """The one rule that names the mistake is violated at level mandatory, or none is. A past date is only advice."""
    verdict = ask(declaration.kind.value, dict(declaration.inputs))
    expected = {declaration.refused_by} if declaration.refused_by else set()
    if expected == {"end-of-life"} and PAST in verdict.advisory:
        expected = set()
    assert set(verdict.mandatory) == expected


@pytest.mark.parametrize("request_body", ACCEPTED, ids=lambda each: f"{each['source']} {each['request']}")
def test_what_azure_accepted_passes(request_body: dict[str, object]) -> None:
    """A recorded request that Azure took, an update together with what was there before, has no mandatory violation."""
    inputs = request_body["inputs"]
    assert isinstance(inputs, dict)
    assert ask(str(request_body["kind"]), inputs).mandatory == {}


@pytest.mark.parametrize("request_body", REFUSED, ids=lambda each: f"{each['source']} {each['request']}")
def test_what_azure_refused_fails(request_body: dict[str, object]) -> None:
    """A recorded request that Azure refused for a reason that a rule covers is refused by exactly that rule."""
    inputs = request_body["inputs"]
    assert isinstance(inputs, dict)
    assert set(ask(str(request_body["kind"]), inputs).mandatory) == {request_body["refused_by"]}


def test_the_recordings_hold_what_they_are_for() -> None:
    """There are requests for all three kinds, accepted and refused; what no rule covers says what Azure said."""
    assert {each["kind"] for each in ACCEPTED} == {kind.value for kind in ResourceKind}
    assert {each["refused_by"] for each in REFUSED} == {"one-os-source", "source-id", "source-region-included"}
    assert all(each["message"] for each in REQUESTS if not each["accepted"])
