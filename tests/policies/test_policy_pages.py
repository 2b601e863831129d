"""Each rule's page: its parts, and examples that are what they say."""

from collections.abc import Mapping
from copy import deepcopy
from importlib import import_module

import pytest

from compute_gallery_policies import POLICIES
from compute_gallery_policies.page import PAGES, parse_page
from compute_gallery_policies.presets import LEVELS
from compute_gallery_policies.remediation import mended
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_policies.settings import arguments, problems
from compute_gallery_policies.stack_policy import StackPolicy
from compute_gallery_policies.subject import Subject
from compute_gallery_policies.tokens import ResourceType
from compute_gallery_rules import RULES
from tests.policies.stack_examples import declared
from tools.generated.files import outdated
from tools.policy_pages.__main__ import PATTERNS, files

TITLES = {rule.name: rule.title for rule in RULES}
RULE_POLICIES = [policy for policy in POLICIES if isinstance(policy, RulePolicy)]
STACK_POLICIES = [policy for policy in POLICIES if isinstance(policy, StackPolicy)]
MENDING = [policy for policy in RULE_POLICIES if policy.has_remediation()]


def named(policy: RulePolicy | StackPolicy) -> str:
    """The name under which pytest shows a policy."""
    return policy.name


def found(policy: RulePolicy, inputs: object) -> bool:
    """Whether a rule reports an example, on any kind of resource that it judges."""
    assert isinstance(inputs, Mapping)
    subjects = [Subject("", ResourceType(kind), "example", inputs) for kind in policy.definition.kinds]
    settings = arguments(policy.settings, policy.definition.page.settings)
    return any(policy.findings(subject, settings) for subject in subjects)


@pytest.mark.parametrize("policy", POLICIES, ids=named)
def test_a_page_stands_in_the_module_of_its_name(policy: RulePolicy | StackPolicy) -> None:
    """The page, the module and the policy have one name, and the summary of Azure's own rules is the rule's title."""
    module = import_module(f"compute_gallery_policies.rules.{policy.name.replace('-', '_')}")
    assert parse_page(module.__doc__) == policy.definition.page
    assert module.policy is policy
    if policy.name in TITLES and not policy.name.startswith("end-of-life"):
        assert policy.description == TITLES[policy.name]


@pytest.mark.parametrize("policy", RULE_POLICIES, ids=named)
def test_the_examples_are_what_they_say(policy: RulePolicy) -> None:
    """The refused example has a finding of this rule; the accepted one has none on any kind."""
    assert found(policy, policy.definition.page.refused)
    assert not found(policy, policy.definition.page.accepted)


@pytest.mark.parametrize("policy", STACK_POLICIES, ids=named)
def test_the_examples_of_stacks_are_what_they_say(policy: StackPolicy) -> None:
    """The refused resources have a finding of this rule, the accepted ones have none."""
    page = policy.definition.page
    settings = arguments(policy.settings, page.settings)
    assert policy.findings(declared(page.refused), settings)
    assert not policy.findings(declared(page.accepted), settings)


@pytest.mark.parametrize("policy", MENDING, ids=named)
def test_a_remedy_mends_the_refused_example_once(policy: RulePolicy) -> None:
    """What is refused is accepted after the rule's own changes, and then there is nothing left to change."""
    page, remedy = policy.definition.page, policy.definition.remedy
    assert isinstance(page.refused, dict)
    assert remedy
    kind = policy.definition.kinds[0]
    settings = arguments(policy.settings, page.settings)
    inputs = deepcopy(page.refused)
    subject = Subject("", ResourceType(kind), "example", inputs)
    changes = list(remedy(subject.inputs, subject.context, **settings))
    assert changes
    mended(inputs, changes)
    assert not policy.findings(subject, settings)
    assert not list(remedy(subject.inputs, subject.context, **settings))


@pytest.mark.parametrize("policy", POLICIES, ids=named)
def test_a_policy_says_what_to_do(policy: RulePolicy | StackPolicy) -> None:
    """Each has a severity, tags, a sentence, steps to mend it, what it rests on, and a link to its page."""
    assert policy.severity
    assert policy.tags
    assert policy.description.endswith(".")
    assert policy.remediation_steps
    assert policy.remediation_steps.endswith(".")
    assert policy.definition.page.source.startswith("https://")
    assert policy.url == f"{PAGES}/{policy.name}.md"


@pytest.mark.parametrize("policy", POLICIES, ids=named)
def test_settings_are_described_and_fit_themselves(policy: RulePolicy | StackPolicy) -> None:
    """Each setting has a type, a sentence and a default that it accepts, as have the settings of the examples."""
    for setting in policy.settings.values():
        assert {"type", "default", "description"} <= setting.keys()
        assert str(setting["description"]).endswith(".")
    assert not list(problems(policy.settings, {name: each["default"] for name, each in policy.settings.items()}))
    assert not list(problems(policy.settings, policy.definition.page.settings))


def test_every_rule_is_in_the_presets_and_every_preset_has_rules() -> None:
    """No rule is without a level, and no level without a rule."""
    assert {policy.name for policy in POLICIES} == LEVELS.keys()


def test_the_generated_files_are_current() -> None:
    """docs/rules and policies/presets are as `python -m tools.policy_pages` writes them."""
    assert outdated(files(), PATTERNS) == []


@pytest.mark.parametrize("text", [None, "", "name: Summary.", "no page at all"])
def test_what_is_no_page_is_an_error(text: str | None) -> None:
    """A module without its page does not become a policy."""
    with pytest.raises(ValueError, match="no rule's page"):
        parse_page(text)
