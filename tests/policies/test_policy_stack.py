"""Rules on a whole stack, from what the engine knows of it: in a preview that is hardly more than what was declared."""

from collections.abc import Mapping

import pytest
from pulumi.runtime.proto import analyzer_pb2

from compute_gallery_policies import POLICIES, gallery_policies
from compute_gallery_policies.stack_policy import StackPolicy
from compute_gallery_rules import UNKNOWN, ResourceKind
from tests.policies.inputs_that_pass import GOOD, SUBSCRIPTION, token
from tests.policies.policy_analyzer import Analyzer, Secret, count_unpacked, stack_resource, urn_of

GALLERY, DEFINITION, VERSION = (token(kind) for kind in GOOD)
STACK_RULES = {policy.name for policy in POLICIES if isinstance(policy, StackPolicy)}
GOOD_DEFINITION = GOOD[ResourceKind.IMAGE_DEFINITION]
GALLERY_ID = f"{SUBSCRIPTION}/resourceGroups/image-rg/providers/Microsoft.Compute/galleries/images"


def definition(name: str, sku: object, **changes: object) -> dict[str, object]:
    """The inputs of a definition."""
    identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": sku}
    return {**GOOD_DEFINITION, "galleryImageName": name, "identifier": identifier, **changes}


def preview(declared: Mapping[str, tuple[str, dict[str, object]]]) -> list[analyzer_pb2.AnalyzerResource]:
    """What a preview knows of new resources: every output is unknown."""
    return [
        stack_resource(kind, name, {**dict.fromkeys(inputs, UNKNOWN), "name": UNKNOWN, "id": UNKNOWN})
        for name, (kind, inputs) in declared.items()
    ]


def test_a_preview_is_judged_by_what_was_declared() -> None:
    """The inputs that the pack saw resource by resource stand in for outputs that are not known yet."""
    declared = {
        "one": (DEFINITION, definition("one", "same")),
        "two": (DEFINITION, definition("two", "SAME")),
        "three": (DEFINITION, definition("three", "other")),
        "elsewhere": (DEFINITION, definition("four", "same", galleryName="others")),
    }
    analyzer = Analyzer()
    for name, (kind, inputs) in declared.items():
        analyzer.analyze(kind, inputs, name)
    verdict = analyzer.analyze_stack(preview(declared))
    assert set(verdict.mandatory) == {"identifier-unique"}
    assert verdict.urns == [urn_of(DEFINITION, "two")]
    assert "GalleryImage two: identifier" in verdict.mandatory["identifier-unique"][0]


def test_an_update_is_judged_by_what_azure_gives_back() -> None:
    """Names are read from the outputs and from the id, where the pack has not seen the inputs."""
    outputs = [
        {"name": name, "id": f"{GALLERY_ID}/images/{name}", "identifier": GOOD_DEFINITION["identifier"]}
        for name in ("one", "two")
    ]
    resources = [stack_resource(DEFINITION, str(each["name"]), each) for each in outputs]
    assert set(Analyzer().analyze_stack(resources).mandatory) == {"identifier-unique"}


def test_in_a_plain_list_a_stack_is_judged_by_its_outputs() -> None:
    """Policies that a team put into a list of its own see what any stack policy sees."""
    same = {"galleryName": "images", "identifier": GOOD_DEFINITION["identifier"]}
    resources = [stack_resource(DEFINITION, name, {**same, "galleryImageName": name}) for name in ("one", "two")]
    assert set(Analyzer([*gallery_policies()]).analyze_stack(resources).mandatory) == {"identifier-unique"}


def test_a_stack_without_galleries_is_not_judged() -> None:
    """All rules on stacks say that they do not apply."""
    verdict = Analyzer().analyze_stack([stack_resource("aws:s3:Bucket", "bucket", {"name": "b"})])
    assert verdict.clean
    assert verdict.not_applicable == STACK_RULES


def test_a_stack_is_unpacked_once_and_for_each_rule_that_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each rule: of two resources, two are unpacked, and two more for the rule with a finding."""
    good = preview({"one": (DEFINITION, GOOD_DEFINITION), "two": (DEFINITION, GOOD_DEFINITION)})
    with_settings = [each for each in POLICIES if isinstance(each, StackPolicy) and each.settings]
    unpacked = count_unpacked(monkeypatch)
    assert Analyzer().analyze_stack(good).clean
    assert unpacked() == len(good) * max(1, len(with_settings))
    same = {"galleryName": "images", "identifier": GOOD_DEFINITION["identifier"]}
    bad = [stack_resource(DEFINITION, name, {**same, "galleryImageName": name}) for name in ("one", "two")]
    before = unpacked()
    verdict = Analyzer().analyze_stack(bad)
    reporting = {*verdict.mandatory, *verdict.advisory}
    assert unpacked() - before <= len(bad) * (1 + len(with_settings) + len(reporting))


def test_a_secret_identifier_is_compared_and_not_shown() -> None:
    """A SAS token in a name that is secret stays out of the message."""
    secret = {"publisher": "contoso", "offer": "ubuntu", "sku": Secret("a?sig=TOPSECRET")}
    same = {"galleryName": "images", "identifier": secret}
    resources = [stack_resource(DEFINITION, name, {**same, "galleryImageName": name}) for name in ("one", "two")]
    verdict = Analyzer().analyze_stack(resources)
    assert "identifier-unique" in verdict.mandatory
    assert "TOPSECRET" not in str(verdict)
