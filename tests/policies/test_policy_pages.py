"""Each rule's page: its parts, and examples that are what they say."""

from datetime import UTC, datetime
from importlib import import_module

import pytest

from compute_gallery_policies import POLICIES
from compute_gallery_policies.page import parse_page
from compute_gallery_rules import RULES, Severity
from compute_gallery_rules.rule import Context

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
TITLES = {rule.name: rule.title for rule in RULES}
BY_NAME = {rule.name: rule for rule in RULES}
NAMES = [policy.name for policy in POLICIES]


def docstring(name: str) -> str | None:
    """Return the page of a policy, which its module has for its docstring."""
    return import_module(f"compute_gallery_policies.rules.{name.replace('-', '_')}").__doc__


@pytest.mark.parametrize("name", NAMES)
def test_a_page_stands_in_the_module_of_its_name(name: str) -> None:
    """The page, the module and the policy have one name, and the summary is the rule's title."""
    page = parse_page(docstring(name))
    assert page.name == name
    if not name.startswith("end-of-life"):
        assert page.summary == TITLES[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_are_what_they_say(name: str) -> None:
    """The refused example has a finding of this rule on a kind that it judges; the accepted one has none on any."""
    page = parse_page(docstring(name))
    past = name == "end-of-life-past"
    rule = BY_NAME["end-of-life" if past else name]
    weight = Severity.WARNING if past else rule.severity
    contexts = [Context(kind, TODAY, published=True) for kind in rule.kinds]
    refused = [finding for context in contexts for finding in rule.judge(page.refused, context)]
    assert weight in {finding.severity for finding in refused}
    assert [finding for context in contexts for finding in rule.judge(page.accepted, context)] == []


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_policy_says_what_to_do(policy: object) -> None:
    """Each has a severity, tags, a sentence, steps to mend it, and a link."""
    fields = vars(policy)
    assert fields["severity"]
    assert fields["tags"]
    assert fields["description"].endswith(".")
    assert fields["remediation_steps"].endswith(".")
    assert fields["url"].startswith("https://learn.microsoft.com/")


@pytest.mark.parametrize("text", [None, "", "name: Summary.", "no page at all"])
def test_what_is_no_page_is_an_error(text: str | None) -> None:
    """A module without its page does not become a policy."""
    with pytest.raises(ValueError, match="no rule's page"):
        parse_page(text)
