"""One pass through the list is one question: what the policies share, and that sharing changes no verdict."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from pulumi_policy import ReportViolation, ResourceValidationArgs, ResourceValidationPolicy

from compute_gallery_policies import POLICIES, PolicyList, gallery_policies, request
from compute_gallery_policies.presets import PRESETS
from compute_gallery_policies.subject import Subject
from compute_gallery_rules import ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer, count_unpacked

VERSION = token(ResourceKind.IMAGE_VERSION)
GOOD_VERSION = GOOD[ResourceKind.IMAGE_VERSION]
ONE_REPLICA = {**GOOD_VERSION, "publishingProfile": {"targetRegions": [{"name": "China East 2"}]}}
WRONG = {**GOOD_VERSION, "location": "moon", "galleryImageVersionName": "v1", "tags": {"azure-x": 1}}


class Reading:
    """Counts how often a resource is read."""

    def __init__(self) -> None:
        """Start at none."""
        self.times = 0

    def of(self, args: ResourceValidationArgs) -> Subject | None:
        """Read a resource, and count it."""
        self.times += 1
        return Subject.of(args)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Every reading of a resource passes through the count."""
    counting = Reading()
    monkeypatch.setattr(request, "Subject", counting)
    return counting


@pytest.mark.parametrize("inputs", [GOOD_VERSION, ONE_REPLICA, WRONG, {}], ids=["good", "one replica", "wrong", "none"])
@pytest.mark.parametrize("preset", PRESETS)
def test_sharing_changes_no_verdict(preset: str, inputs: Mapping[str, object]) -> None:
    """The shared list says what the same policies say in a plain list, with the first question as with later ones."""
    shared, plain = Analyzer(gallery_policies(preset)), Analyzer([*gallery_policies(preset)])
    expected = plain.analyze(VERSION, inputs)
    assert [shared.analyze(VERSION, inputs) for _ in range(3)] == [expected] * 3


def test_a_resource_is_read_once(reading: Reading) -> None:
    """However many rules look at it, and however many find something."""
    analyzer = Analyzer()
    for inputs in (GOOD_VERSION, WRONG):
        before = reading.times
        analyzer.analyze(VERSION, inputs)
        assert reading.times == before + 1


def test_a_resource_is_unpacked_once_and_for_each_rule_that_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first question pulumi_policy meets one policy, those that report something, and none that does not."""
    analyzer = Analyzer()
    analyzer.analyze("pulumi:pulumi:Stack", {})
    unpacked = count_unpacked(monkeypatch)
    assert analyzer.analyze(VERSION, GOOD_VERSION).clean
    assert unpacked() == 1
    verdict = analyzer.analyze(VERSION, WRONG)
    reporting = {*verdict.mandatory, *verdict.advisory}
    assert len(reporting) > 2
    assert unpacked() == 1 + 1 + len(reporting - {POLICIES[0].name})
    analyzer.analyze("azure-native:compute:VirtualMachine", {"location": "moon"})
    assert unpacked() == 1 + 1 + len(reporting) + 1


def test_settings_are_learned_from_the_first_question_and_stay_the_rules_own() -> None:
    """A later question goes by the config of each rule, though no rule was asked for it again."""
    config = {"replica-count": {"enforcementLevel": "ADVISORY", "properties": {"minimum": 2, "maximum": 3}}}
    analyzer = Analyzer(config=config)
    assert analyzer.analyze("pulumi:pulumi:Stack", {}).clean
    for _ in range(2):
        assert set(analyzer.analyze(VERSION, ONE_REPLICA).advisory) == {"replica-count"}
    assert Analyzer().analyze(VERSION, ONE_REPLICA).clean


def test_a_disabled_rule_says_nothing_in_any_question() -> None:
    """Levels are the engine's: a rule that it switched off is neither asked nor judged for the others."""
    analyzer = Analyzer(config={"version-format": {"enforcementLevel": "DISABLED"}})
    wrong = {**GOOD_VERSION, "galleryImageVersionName": "v1"}
    for _ in range(3):
        assert analyzer.analyze(VERSION, wrong).clean


def test_a_policy_that_fails_leaves_the_next_question_untouched() -> None:
    """What one question has read is forgotten with it, even when another team's policy ends it."""

    def fail(args: ResourceValidationArgs, _: ReportViolation) -> None:
        if args.props.get("location") == "moon":
            raise ZeroDivisionError

    analyzer = Analyzer(PolicyList([*gallery_policies()[:10], ResourceValidationPolicy("fails", "It fails.", fail)]))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            analyzer.analyze(VERSION, WRONG)
        assert analyzer.analyze(VERSION, GOOD_VERSION).clean
    assert Analyzer([*POLICIES]).analyze(VERSION, GOOD_VERSION).clean


def test_questions_in_parallel_do_not_mix() -> None:
    """Four threads ask about good and wrong resources at once, as pulumi_policy may; each gets its own answer."""
    analyzer = Analyzer()
    expected = {name: analyzer.analyze(VERSION, inputs) for name, inputs in (("g", GOOD_VERSION), ("w", WRONG))}
    with ThreadPoolExecutor(4) as pool:
        answers = [
            pool.submit(analyzer.analyze, VERSION, inputs) for _ in range(25) for inputs in (GOOD_VERSION, WRONG)
        ]
    assert [answer.result() for answer in answers] == [expected["g"], expected["w"]] * 25
