"""The pack as the engine calls it: unknown values, secrets, tokens, and the verdict of the rules (S10 to S21)."""

from pathlib import Path

import pytest
from pulumi_policy import EnforcementLevel

from compute_gallery_policies import PACK_NAME, POLICIES, gallery_policies
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_rules import RULES, UNKNOWN, ResourceKind
from compute_gallery_rules import Severity as Weight
from tests.policies.policy_analyzer import Analyzer, Secret, analyze

RULE_POLICIES = [policy for policy in POLICIES if isinstance(policy, RulePolicy)]
VERSION = "azure-native:compute:GalleryImageVersion"
IMAGE = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
GOOD = {
    "resourceGroupName": "image-rg",
    "galleryName": "images",
    "galleryImageName": "ubuntu",
    "galleryImageVersionName": "1.0.0",
    "location": "chinaeast2",
    "publishingProfile": {
        "replicaCount": 1,
        "targetRegions": [{"name": "China East 2", "regionalReplicaCount": 2}, {"name": "chinanorth3"}],
    },
    "storageProfile": {"source": {"id": IMAGE}},
}


def test_a_good_version_passes() -> None:
    """Nothing is reported, and the policies for galleries and definitions do not apply."""
    verdict = analyze(VERSION, GOOD)
    assert (verdict.mandatory, verdict.advisory) == ({}, {})
    off = {policy.name for policy in POLICIES if policy.enforcement_level is EnforcementLevel.DISABLED}
    not_judged = {policy.name for policy in RULE_POLICIES if ResourceKind.IMAGE_VERSION not in policy.definition.kinds}
    assert verdict.not_applicable == not_judged - off


@pytest.mark.parametrize(
    ("token", "field", "value", "rule"),
    [
        ("azure-native:compute:Gallery", "galleryName", "contoso-images", "gallery-name"),
        ("azure-native:compute:GalleryImage", "galleryImageName", "my image", "definition-name"),
        (VERSION, "galleryImageVersionName", "v1", "version-format"),
        (VERSION, "location", "chinanorth2", "source-region-included"),
        (
            "azure-native:compute:GalleryImage",
            "identifier",
            {"publisher": "a,b", "offer": "o", "sku": "s"},
            "identifier",
        ),
    ],
)
def test_the_named_rules_are_mandatory(token: str, field: str, value: object, rule: str) -> None:
    """What Azure would refuse stops the preview, with the resource's name in the message (S10, S11, S12, S21)."""
    verdict = analyze(token, {**GOOD, field: value}, "ubuntu")
    assert rule in verdict.mandatory
    assert "ubuntu: " in verdict.mandatory[rule][0]


def test_all_mistakes_are_reported_at_once() -> None:
    """One preview shows every mistake of every rule."""
    regions = [{"name": "moon", "regionalReplicaCount": 0}, {"name": "moon", "regionalReplicaCount": 101}]
    verdict = analyze(VERSION, {**GOOD, "publishingProfile": {"targetRegions": regions}})
    assert set(verdict.mandatory) == {"source-region-included", "regions-unique", "replica-count"}
    assert len(verdict.mandatory["replica-count"]) == 2
    assert len(verdict.advisory["region-known"]) == 2


@pytest.mark.parametrize(
    "token",
    [
        "azure-native:compute:GalleryImageVersion",
        "azure-native:compute/v20240303:GalleryImageVersion",
        "azure-native:compute/v20210701preview:GalleryImageVersion",
        "azure-native_compute_v20250303:compute:GalleryImageVersion",
    ],
)
def test_every_token_shape_is_judged(token: str) -> None:
    """The SDK's default, versioned modules, and local packages of other API versions."""
    assert set(analyze(token, {**GOOD, "galleryImageVersionName": "v1"}).mandatory) == {"version-format"}


@pytest.mark.parametrize(
    "token",
    [
        "azure-native:compute:VirtualMachine",
        "azure-native:compute:GalleryImageVersions",
        "aws:ec2:GalleryImageVersion",
        "azure-native_storage_v20240101:storage:GalleryImageVersion",
        "azure-native:compute:GalleryImageVersion2",
        "pulumi:pulumi:Stack",
    ],
)
def test_other_resources_are_left_alone(token: str) -> None:
    """No policy applies to them, whatever they hold."""
    verdict = analyze(token, {"galleryName": "a-b", "location": UNKNOWN})
    assert (verdict.mandatory, verdict.advisory) == ({}, {})
    on = {policy.name for policy in RULE_POLICIES if policy.enforcement_level is not EnforcementLevel.DISABLED}
    assert verdict.not_applicable == on


def test_later_api_versions_have_another_default() -> None:
    """From 2025-03-03 on a definition without a generation is V2, so a security type needs none."""
    features = [{"name": "SecurityType", "value": "TrustedLaunch"}]
    definition = {"osType": "Linux", "osState": "Generalized", "features": features}
    default = analyze("azure-native:compute:GalleryImage", definition)
    later = analyze("azure-native_compute_v20250303:compute:GalleryImage", definition)
    assert "features" in default.mandatory
    assert "features" not in later.mandatory


@pytest.mark.parametrize(
    ("api", "generation", "features", "without"),
    [
        ("20250303", None, None, False),
        ("20250303", "V2", [], False),
        ("20250303", " v2", [{"name": "IsHibernateSupported", "value": "True"}], False),
        ("20250303", "V1", None, True),
        ("20250303", "V2", [{"name": "securitytype", "value": "Standard"}], True),
        ("20250303", UNKNOWN, None, False),
        ("20250303", "V2", UNKNOWN, False),
        ("20250303", "V2", [UNKNOWN], False),
        ("20240303", "V2", None, True),
    ],
)
def test_later_api_versions_support_trusted_launch(
    api: str,
    generation: object,
    features: object,
    without: bool,  # noqa: FBT001 # a verdict
) -> None:
    """From 2025-03-03 on a definition of V2 without a security type has one, unless it says Standard."""
    written = {"hyperVGeneration": generation, "features": features}
    inputs = {"osType": "Linux", **{name: value for name, value in written.items() if value is not None}}
    found = Analyzer(gallery_policies("strict")).analyze(f"azure-native:compute/v{api}:GalleryImage", inputs)
    assert ("trusted-launch-or-confidential" in found.mandatory) is without


def test_a_value_that_is_not_known_yet_hides_no_other_mistake() -> None:
    """Every other field is still judged, and no policy gives up."""
    profile = {
        "replicaCount": UNKNOWN,
        "targetRegions": [{"name": UNKNOWN}, UNKNOWN, {"name": "x", "regionalReplicaCount": 0}],
    }
    inputs = {
        **GOOD,
        "galleryName": UNKNOWN,
        "galleryImageVersionName": "v1",
        "publishingProfile": profile,
        "storageProfile": UNKNOWN,
        "tags": {"known": "a", "later": UNKNOWN},
    }
    verdict = analyze(VERSION, inputs)
    assert set(verdict.mandatory) == {"version-format", "replica-count"}
    assert set(verdict.advisory) == {"region-known"}


def test_a_resource_of_unknowns_passes() -> None:
    """Where nothing is known there is nothing to say."""
    verdict = analyze(VERSION, dict.fromkeys(GOOD, UNKNOWN))
    assert (verdict.mandatory, verdict.advisory) == ({}, {})


def test_a_secret_does_not_reach_a_message() -> None:
    """The token of a secret address is cut off, and secret regions and names are judged."""
    address = "ftp://account/vhds/os.vhd?sv=2024&sig=TOPSECRET"
    source = {"uri": Secret(address), "storageAccountId": "account"}
    storage = {"osDiskImage": {"source": source}}
    verdict = analyze(VERSION, {**GOOD, "storageProfile": storage, "galleryImageVersionName": Secret("v1")})
    assert set(verdict.mandatory) == {"vhd-address", "version-format"}
    assert len(verdict.mandatory["vhd-address"]) == 2
    assert "TOPSECRET" not in str(verdict)


def test_an_end_of_life_that_has_passed_is_advice() -> None:
    """A policy cannot tell a new version from one that grew old; an unreadable date stays mandatory (S17)."""
    past = analyze(VERSION, {**GOOD, "publishingProfile": {"endOfLifeDate": "2020-12-01"}})
    assert (set(past.mandatory), set(past.advisory)) == (set(), {"end-of-life-past"})
    unreadable = analyze(VERSION, {**GOOD, "publishingProfile": {"endOfLifeDate": "soon"}})
    assert (set(unreadable.mandatory), set(unreadable.advisory)) == ({"end-of-life"}, set())


def test_the_documents_regions_pass_with_advice_on_zones() -> None:
    """What the source document's prose means is accepted; chinanorth is not known to have zones (S20)."""
    regions = [
        {"name": "chinanorth", "regionalReplicaCount": 2, "storageAccountType": "Standard_ZRS"},
        {"name": "chinaeast", "regionalReplicaCount": 1},
        {"name": "chinaeast2", "regionalReplicaCount": 1},
    ]
    verdict = analyze(VERSION, {**GOOD, "location": "chinaeast", "publishingProfile": {"targetRegions": regions}})
    assert (verdict.mandatory, set(verdict.advisory)) == ({}, {"zone-redundancy"})


def test_the_pack_has_every_rule() -> None:
    """One policy for each rule: what Azure refuses is mandatory, and nothing else; and a twin for past dates."""
    levels = {policy.name: policy.enforcement_level for policy in POLICIES if policy.enforcement_level}
    assert len(POLICIES) == len(levels)
    for rule in RULES:
        expected = EnforcementLevel.MANDATORY if rule.severity is Weight.ERROR else EnforcementLevel.ADVISORY
        assert (rule.name, levels[rule.name]) == (rule.name, expected)
    assert levels["end-of-life-past"] is EnforcementLevel.ADVISORY
    assert EnforcementLevel.REMEDIATE not in levels.values()


def test_the_pack_is_described_as_it_is() -> None:
    """Its project file has the pack's name and the project's version, for `pulumi policy publish`."""
    root = Path(__file__).parents[2]
    described = (root / "policies" / "PulumiPolicy.yaml").read_text(encoding="utf-8").splitlines()
    version = (root / "VERSION").read_text(encoding="utf-8").strip()
    assert {f"name: {PACK_NAME}", f"version: {version}"} <= set(described)
