"""What the level `remediate` changes, and that secrets and values not known yet come out as they went in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compute_gallery_policies import gallery_policies
from compute_gallery_rules import UNKNOWN, ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer, Secret, wire

VERSION = token(ResourceKind.IMAGE_VERSION)
GOOD_VERSION = GOOD[ResourceKind.IMAGE_VERSION]
MENDING = {
    "region-spelling": "remediate",
    "source-region-included": "remediate",
    "region-removal-protected": "remediate",
    "protected-from-early-deletion": "remediate",
    "required-tags": {"enforcementLevel": "remediate", "names": ["team"], "defaults": {"team": "platform"}},
}
REGIONS = ("publishingProfile", "targetRegions")


def mend(inputs: dict[str, object], rules: dict[str, object] | None = None) -> dict[str, object]:
    """Return the inputs after all remediations."""
    policies = gallery_policies(configuration=MENDING if rules is None else rules)
    return Analyzer(policies).remediate(VERSION, inputs)


def with_regions(*regions: object) -> dict[str, object]:
    """A good version with these target regions."""
    return {**GOOD_VERSION, "publishingProfile": {"targetRegions": list(regions)}}


def regions_of(inputs: dict[str, object]) -> list[object]:
    """The target regions of what came back."""
    profile = inputs["publishingProfile"]
    assert isinstance(profile, dict)
    regions = profile["targetRegions"]
    assert isinstance(regions, list)
    return regions


def test_no_preset_remediates() -> None:
    """Without being asked to, the pack changes nothing."""
    for preset in ("baseline", "production", "strict"):
        inputs = with_regions({"name": "chinanorth3"})
        assert Analyzer(gallery_policies(preset)).remediate(VERSION, inputs) == inputs


def test_regions_are_spelt_as_azure_gives_them_back() -> None:
    """Only the names change."""
    mended = mend(with_regions({"name": "chinaeast2", "regionalReplicaCount": 2}, {"name": "China North 3"}))
    assert regions_of(mended) == [{"name": "China East 2", "regionalReplicaCount": 2}, {"name": "China North 3"}]


def test_the_home_region_is_added_last() -> None:
    """A version whose own region is missing gets it; the others stay in their order."""
    mended = mend(with_regions({"name": "China North 3"}, {"name": "China East"}))
    assert regions_of(mended) == [{"name": "China North 3"}, {"name": "China East"}, {"name": "China East 2"}]


def test_tags_and_safety_profile_are_added() -> None:
    """What stands there stays, what is missing is added, and what is unsafe is turned off."""
    version = {**GOOD_VERSION, "tags": {"app": "x"}, "safetyProfile": {"allowDeletionOfReplicatedLocations": True}}
    mended = mend(version)
    assert mended["tags"] == {"app": "x", "team": "platform"}
    assert mended["safetyProfile"] == {
        "allowDeletionOfReplicatedLocations": False,
        "blockDeletionBeforeEndOfLife": True,
    }
    assert mend({**GOOD_VERSION, "tags": None})["tags"] == {"team": "platform"}


def test_what_is_mended_is_accepted() -> None:
    """The verdict on the mended inputs has none of the findings, and mending again changes nothing."""
    analyzer = Analyzer(gallery_policies(configuration=MENDING))
    broken = with_regions({"name": "chinanorth3"})
    assert {*MENDING} & {*analyzer.analyze(VERSION, broken).mandatory}
    mended = analyzer.remediate(VERSION, broken)
    assert analyzer.analyze(VERSION, mended).mandatory == {}
    assert analyzer.remediate(VERSION, mended) == mended


def test_secrets_stay_secret() -> None:
    """Beside a change, at the changed value itself, and around it."""
    address = Secret("https://account.blob.core.windows.net/vhds/os.vhd?sig=TOPSECRET")
    storage = {"osDiskImage": {"source": {"uri": address, "storageAccountId": "account"}}}
    regions = [Secret({"name": "chinanorth3"}), {"name": Secret("chinaeast"), "regionalReplicaCount": Secret(3)}]
    inputs = {**with_regions(*regions), "storageProfile": storage, "tags": Secret({"owner": "me"})}
    mended = mend(inputs)
    assert mended["storageProfile"] == wire(storage)
    assert mended["tags"] == wire(Secret({"owner": "me", "team": "platform"}))
    assert regions_of(mended) == [
        wire(Secret({"name": "China North 3"})),
        {"name": wire(Secret("China East")), "regionalReplicaCount": wire(Secret(3))},
        {"name": "China East 2"},
    ]


def test_a_secret_list_grows_in_secret() -> None:
    """A region that is added to a list that is secret is secret with it."""
    mended = mend({**GOOD_VERSION, "publishingProfile": {"targetRegions": Secret([{"name": "China East"}])}})
    regions = Secret([{"name": "China East"}, {"name": "China East 2"}])
    assert mended["publishingProfile"] == {"targetRegions": wire(regions)}


@pytest.mark.parametrize(
    "inputs",
    [
        dict.fromkeys(GOOD_VERSION, UNKNOWN),
        with_regions(UNKNOWN),
        with_regions({"name": UNKNOWN}),
        {**GOOD_VERSION, "publishingProfile": {"targetRegions": UNKNOWN}},
        {**with_regions({"name": "China North 3"}), "location": UNKNOWN},
    ],
)
def test_what_is_not_known_yet_is_left_alone(inputs: dict[str, object]) -> None:
    """No region is added to, or written over, what may turn out to be right."""
    mended = mend(inputs, {"region-spelling": "remediate", "source-region-included": "remediate"})
    assert mended == wire(inputs)


def test_a_classic_resource_is_not_changed() -> None:
    """Its fields have other names: the rules tell, and the user mends."""
    classic = {"location": "chinaeast2", "targetRegions": [{"name": "chinanorth3", "regionalReplicaCount": 1}]}
    analyzer = Analyzer(gallery_policies(configuration=MENDING))
    token_of_classic = "azure:compute/sharedImageVersion:SharedImageVersion"  # noqa: S105 # a type token
    assert analyzer.remediate(token_of_classic, classic) == classic


LEAF = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=4) | st.just(UNKNOWN) | st.just("chinaeast2")
ANY = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "targetRegions", "x"]), inner, max_size=2)
        | st.builds(Secret, inner)
    ),
    max_leaves=5,
)


@settings(max_examples=60)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD_VERSION, ANY)))
def test_no_inputs_end_a_remediation(inputs: dict[str, object]) -> None:
    """Whatever stands there, something comes back, every secret value in it still wrapped."""
    planted = {**inputs, "extra": Secret("TOPSECRET")}
    assert mend(planted)["extra"] == wire(Secret("TOPSECRET"))
