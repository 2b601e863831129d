"""Presets, levels and settings: what a team may choose, and what it is told where that cannot be."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_policy import EnforcementLevel

from compute_gallery_policies import POLICIES, ConfigurationError, configured_policies, gallery_policies
from compute_gallery_policies.presets import LEVELS, PRESETS, SETTINGS
from compute_gallery_rules import ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer

VERSION = token(ResourceKind.IMAGE_VERSION)
GOOD_VERSION = GOOD[ResourceKind.IMAGE_VERSION]
ONE_REPLICA = {**GOOD_VERSION, "publishingProfile": {"targetRegions": [{"name": "China East 2"}]}}


def level(preset: str, rule: str, configuration: dict[str, object] | None = None) -> EnforcementLevel | None:
    """The level of a rule under a preset."""
    policies = {policy.name: policy for policy in gallery_policies(preset, configuration)}
    return policies[rule].enforcement_level


def mistakes(configuration: dict[str, object]) -> list[str]:
    """The lines of the error about a configuration."""
    with pytest.raises(ConfigurationError) as caught:
        gallery_policies(configuration=configuration)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("position", range(len(PRESETS)))
def test_a_preset_gives_every_rule_its_level(position: int) -> None:
    """The levels are those of the table."""
    levels = {policy.name: policy.enforcement_level for policy in gallery_policies(PRESETS[position])}
    assert levels == {name: row[position] for name, row in LEVELS.items()}


def test_presets_become_stricter_from_one_to_the_next() -> None:
    """No rule is weaker under a stricter preset, and none ever remediates by itself."""
    order = [EnforcementLevel.DISABLED, EnforcementLevel.ADVISORY, EnforcementLevel.MANDATORY]
    for name, row in LEVELS.items():
        ranks = [order.index(each) for each in row]
        assert (name, ranks) == (name, sorted(ranks))


def test_the_settings_of_presets_are_settings_that_rules_have() -> None:
    """Each names a preset, a rule and a setting, and fits: building the preset does not fail."""
    assert SETTINGS.keys() <= set(PRESETS)
    for preset in PRESETS:
        assert len(gallery_policies(preset)) == len(POLICIES)


def test_a_preset_changes_settings_too() -> None:
    """Under `production` one replica in a region is refused, which `baseline` accepts."""
    assert Analyzer(gallery_policies("baseline")).analyze(VERSION, ONE_REPLICA).clean
    assert "replica-count" in Analyzer(gallery_policies("production")).analyze(VERSION, ONE_REPLICA).mandatory


def test_a_rules_own_choice_goes_before_all_and_all_before_the_preset() -> None:
    """`all` sets what is not named, and a named rule keeps the other half of what the preset says."""
    chosen: dict[str, object] = {
        "all": "advisory",
        "gallery-name": "mandatory",
        "replica-count": {"minimum": 3},
    }
    assert level("strict", "version-format", chosen) is EnforcementLevel.ADVISORY
    assert level("strict", "gallery-name", chosen) is EnforcementLevel.MANDATORY
    policies = {policy.name: policy for policy in gallery_policies("strict", chosen)}
    schema = policies["replica-count"].config_schema
    assert schema
    assert {name: each["default"] for name, each in schema.properties.items()} == {"minimum": 3, "maximum": 50}


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ({"replica-cuont": "mandatory"}, ["replica-cuont: is no rule", "gallery-name", "Write replica-count"]),
        ({"zzz": {}}, ["zzz: is no rule of this pack. Allowed: "]),
        ({"replica-count": "mandatry"}, ['replica-count: "mandatry"', "advisory, mandatory, remediate, disabled"]),
        ({"replica-count": {"enforcementLevel": 3}}, ["replica-count.enforcementLevel: a int", "mandatory"]),
        ({"replica-count": ["mandatory"]}, ["replica-count: a list", "mandatory"]),
        ({"replica-count": None}, ["replica-count: a NoneType", "mandatory"]),
        ({"replica-count": {"minimum": "two"}}, ["replica-count: minimum is not a whole number from 1 to 100"]),
        ({"replica-count": {"minimum": True}}, ["replica-count: minimum is not a whole number"]),
        ({"replica-count": {"minimum": 1.5}}, ["replica-count: minimum is not a whole number"]),
        ({"replica-count": {"minimum": 0}}, ["replica-count: minimum is not a whole number from 1 to 100"]),
        ({"replica-count": {"minmum": 2}}, ["replica-count: minmum is no setting", "minimum, maximum"]),
        ({"gallery-name": {"minimum": 2}}, ["gallery-name: minimum is no setting", "none, it has no settings"]),
        ({"allowed-regions": {"regions": "chinaeast2"}}, ["allowed-regions: regions is not a list"]),
        ({"allowed-regions": {"regions": ["chinaeast2", 3]}}, ["allowed-regions: regions[1] is not a text"]),
        ({"preset": "prod"}, ['preset: "prod"', "baseline, production, strict"]),
        ({"preset": 1}, ["preset: a int", "baseline, production, strict"]),
        ({"all": "hard"}, ['all: "hard"', "mandatory"]),
    ],
)
def test_a_wrong_configuration_names_the_key_and_what_is_allowed(
    configuration: dict[str, object], said: list[str]
) -> None:
    """One line, with the key and the valid ones."""
    lines = mistakes(configuration)
    assert len(lines) == 1
    assert all(part in lines[0] for part in said), lines


def test_all_mistakes_are_told_at_once() -> None:
    """A line for each."""
    assert len(mistakes({"a": "mandatory", "all": "b", "preset": "c", "replica-count": {"minimum": "x", "y": 1}})) == 5


def test_a_file_chooses_preset_levels_and_settings(tmp_path: Path) -> None:
    """COMPUTE_GALLERY_POLICY_CONFIG names it; COMPUTE_GALLERY_POLICY_PRESET goes before the file's preset."""
    file = tmp_path / "policies.json"
    file.write_text(json.dumps({"preset": "strict", "version-format": "advisory"}), encoding="utf-8")
    environment = {"COMPUTE_GALLERY_POLICY_CONFIG": str(file)}
    levels = {policy.name: policy.enforcement_level for policy in configured_policies(environment)}
    assert levels["version-format"] is EnforcementLevel.ADVISORY
    assert levels["region-spelling"] is EnforcementLevel.MANDATORY
    environment["COMPUTE_GALLERY_POLICY_PRESET"] = "baseline"
    levels = {policy.name: policy.enforcement_level for policy in configured_policies(environment)}
    assert levels["version-format"] is EnforcementLevel.ADVISORY
    assert levels["region-spelling"] is EnforcementLevel.DISABLED


@pytest.mark.parametrize("empty", [{}, {"COMPUTE_GALLERY_POLICY_CONFIG": "", "COMPUTE_GALLERY_POLICY_PRESET": ""}])
def test_nothing_to_configure_is_baseline(empty: dict[str, str]) -> None:
    """An environment that says nothing has the preset baseline."""
    levels = {policy.name: policy.enforcement_level for policy in configured_policies(empty)}
    assert levels == {policy.name: policy.enforcement_level for policy in POLICIES}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b'{"all": "mandatory",}', "is no JSON"),
        (b'["all"]', "is no mapping"),
        (b"3", "is no mapping"),
        (b'{"all": "hard"}', 'all: "hard" is not allowed here'),
    ],
)
def test_a_file_that_cannot_be_used_is_named(content: bytes, said: str, tmp_path: Path) -> None:
    """The error begins with the file's path."""
    file = tmp_path / "policies.json"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=said) as caught:
        configured_policies({"COMPUTE_GALLERY_POLICY_CONFIG": str(file)})
    assert str(caught.value).startswith(f"{file}: ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """So is a folder in its place."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ConfigurationError, match=r"No such file|directory"):
            configured_policies({"COMPUTE_GALLERY_POLICY_CONFIG": str(path)})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["all", "preset", "replica-count", "allowed-regions", "naming-convention"]) | st.text(max_size=5)


@given(
    st.dictionaries(KEYS, JSON | st.dictionaries(st.sampled_from(["enforcementLevel", "minimum"]), JSON), max_size=3)
)
def test_no_configuration_raises_anything_else(configuration: dict[str, object]) -> None:
    """Whatever JSON stands there, it is taken, or refused as a configuration is."""
    with suppress(ConfigurationError):
        gallery_policies(configuration=configuration)
