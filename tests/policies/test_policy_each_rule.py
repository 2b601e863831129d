"""Each rule through the analyzer: one change to a good resource, and the exact set of rules that find it."""

import pytest

from compute_gallery_policies import POLICIES, gallery_policies
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_rules import ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer, analyze
from tests.policies.rule_cases import CASES, RuleCase


def analyzer(case: RuleCase) -> Analyzer:
    """Preset baseline, in which the rule of the case is mandatory and has the case's settings."""
    return Analyzer(gallery_policies(configuration={case.rule: {"enforcementLevel": "mandatory", **case.settings}}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} of {case.kind.value}")
def test_a_change_is_found_by_exactly_the_rules_that_are_for_it(case: RuleCase) -> None:
    """The rule reports it, those that are for it too do so, and no other does; the message names the resource."""
    verdict = analyzer(case).analyze(token(case.kind), case.inputs, "broken")
    assert {*verdict.mandatory, *verdict.advisory} == {case.rule, *case.also}
    for message in verdict.mandatory[case.rule]:
        assert message.partition("\n")[2].startswith(f"{case.kind.value} broken: ")
        assert ". Allowed: " in message


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} of {case.kind.value}")
def test_a_disabled_rule_is_silent(case: RuleCase) -> None:
    """The same change without the rule is found by the others only."""
    policies = gallery_policies(configuration={case.rule: {"enforcementLevel": "disabled", **case.settings}})
    verdict = Analyzer(policies).analyze(token(case.kind), case.inputs)
    assert {*verdict.mandatory, *verdict.advisory} == case.also


@pytest.mark.parametrize("kind", ResourceKind)
def test_a_good_resource_is_silent(kind: ResourceKind) -> None:
    """What the cases change is good: no rule of preset baseline has anything to say of it."""
    assert analyze(token(kind), GOOD[kind]).clean


def test_every_rule_has_a_case() -> None:
    """No rule on one resource is without one."""
    assert {case.rule for case in CASES} == {policy.name for policy in POLICIES if isinstance(policy, RulePolicy)}
