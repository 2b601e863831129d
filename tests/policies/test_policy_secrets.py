"""What is secret decides verdicts and stays unsaid, wherever it stands; what is not secret is said beside it."""

from collections.abc import Mapping

import pytest

from compute_gallery_policies import gallery_policies
from compute_gallery_policies.page import page_address
from compute_gallery_rules import ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer, Secret, analyze, stack_resource, urn_of

VERSION, DEFINITION = token(ResourceKind.IMAGE_VERSION), token(ResourceKind.IMAGE_DEFINITION)
GOOD_VERSION, GOOD_DEFINITION = GOOD[ResourceKind.IMAGE_VERSION], GOOD[ResourceKind.IMAGE_DEFINITION]
PLANTED = "hunter2!"


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"galleryImageVersionName": Secret(PLANTED)}, "version-format", "galleryImageVersionName"),
        ({"galleryName": Secret(PLANTED)}, "gallery-name", "galleryName"),
        ({"tags": {"owner": Secret(f"{PLANTED}" * 40)}}, "tags", "tags.owner"),
        ({"tags": Secret({f"{PLANTED}?": "x"})}, "tags", "tags"),
        ({"location": Secret(PLANTED)}, "region-known", "location"),
        ({"location": Secret(PLANTED)}, "source-region-included", "publishingProfile.targetRegions"),
        (
            {"publishingProfile": {"targetRegions": [{"name": "China East 2"}, Secret({"name": PLANTED})]}},
            "region-known",
            "publishingProfile.targetRegions[1]",
        ),
        (
            {"publishingProfile": Secret({"targetRegions": [{"name": PLANTED}], "replicaCount": PLANTED})},
            "replica-count",
            "publishingProfile",
        ),
        ({"storageProfile": {"source": {"id": Secret(PLANTED)}}}, "source-id", "storageProfile.source.id"),
    ],
)
def test_a_finding_on_a_secret_says_where_and_not_what(changes: dict[str, object], rule: str, field: str) -> None:
    """The rule still finds it; the message ends at the field where the secret begins, and leads to the rule's page."""
    verdict = analyze(VERSION, {**GOOD_VERSION, **changes}, "v")
    messages = {**verdict.mandatory, **verdict.advisory}[rule]
    said = f"{field} depends on a secret, which is not shown, and breaks this rule. Allowed: see {page_address(rule)}."
    assert f"GalleryImageVersion v: {said}" in [message.partition("\n")[2] for message in messages]
    assert "hunter2" not in str(verdict)


def test_what_does_not_depend_on_a_secret_is_said_in_full() -> None:
    """A secret in one field takes nothing from the message on another."""
    verdict = analyze(VERSION, {**GOOD_VERSION, "galleryName": Secret(PLANTED), "galleryImageVersionName": "v1"})
    assert "is not shown" in verdict.mandatory["gallery-name"][0]
    assert 'galleryImageVersionName: "v1" is no version number' in verdict.mandatory["version-format"][0]


def test_a_good_secret_passes() -> None:
    """That something is secret is no mistake."""
    secret = {name: Secret(value) for name, value in GOOD_VERSION.items()}
    assert analyze(VERSION, secret).clean


def test_a_plain_list_keeps_secrets_too() -> None:
    """Policies in a team's own list find the secrets' marks as well."""
    analyzer = Analyzer([*gallery_policies()])
    verdict = analyzer.analyze(VERSION, {**GOOD_VERSION, "galleryName": Secret(PLANTED)})
    assert set(verdict.mandatory) == {"gallery-name"}
    assert "hunter2" not in str(verdict)


@pytest.mark.parametrize("secret_inputs", [True, False], ids=["secret inputs", "secret outputs"])
def test_a_stack_with_secrets_is_compared_and_they_stay_unsaid(secret_inputs: bool) -> None:  # noqa: FBT001 # a case
    """Two definitions with one secret sku clash; a third pair without secrets is told in full."""

    def inputs(name: str, sku: object) -> Mapping[str, object]:
        identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": sku}
        return {**GOOD_DEFINITION, "galleryImageName": name, "identifier": identifier}

    analyzer = Analyzer()
    secret: object = Secret(PLANTED)
    declared = {"a1": secret, "a2": secret, "b1": "open", "b2": "open"}
    if secret_inputs:
        for name, sku in declared.items():
            analyzer.analyze(DEFINITION, inputs(name, sku), name)
    resources = [stack_resource(DEFINITION, name, inputs(name, sku)) for name, sku in declared.items()]
    verdict = analyzer.analyze_stack(resources)
    assert verdict.urns == [urn_of(DEFINITION, "a2"), urn_of(DEFINITION, "b2")]
    hidden, shown = verdict.mandatory["identifier-unique"]
    assert "GalleryImage a2 depends on a secret" in hidden
    assert '"contoso, ubuntu, open"' in shown
    assert "hunter2" not in str(verdict)
