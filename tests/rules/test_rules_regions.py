"""Regions and the shorthand for target regions (S20, S26)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    REGIONS,
    STORAGE_ACCOUNT_TYPES,
    Cloud,
    ShorthandError,
    TargetRegion,
    canonical_storage_account_type,
    format_target_region,
    parse_target_region,
    region_display_name,
    region_name,
    region_suggestion,
    suggestion,
)
from compute_gallery_rules.tables import region_table


@pytest.mark.parametrize("text", ["China East 2", "chinaeast2", " CHINA  east\t2 ", "ChinaEast2"])
def test_every_spelling_is_one_region(text: str) -> None:
    """Casing and white space make no other region."""
    assert region_name(text) == "chinaeast2"
    assert region_display_name(text) == "China East 2"


def test_a_region_that_is_not_in_the_table_keeps_its_name() -> None:
    """New regions work: they have a canonical name, and no display name."""
    assert region_name("Moon Base 1") == "moonbase1"
    assert region_display_name("Moon Base 1") is None


@given(st.text())
def test_the_canonical_name_is_stable(text: str) -> None:
    """Naming a region twice changes nothing more."""
    assert region_name(region_name(text)) == region_name(text)


def test_the_table_has_every_cloud() -> None:
    """Azure China, Azure Government and public Azure are there, with zones where they are known (S26)."""
    assert {region.cloud for region in REGIONS.values()} == set(Cloud)
    assert all(name == region.name == region_name(region.display_name) for name, region in REGIONS.items())
    china = {name for name, region in REGIONS.items() if region.cloud is Cloud.CHINA}
    assert china == {"chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2", "chinanorth3"}
    assert {name for name in china if REGIONS[name].has_availability_zones} == {"chinanorth3"}
    assert REGIONS["westeurope"].has_availability_zones
    assert not REGIONS["westus"].has_availability_zones


def test_every_region_with_zones_is_a_region() -> None:
    """No name in the list of zones is mistyped."""
    listed = [" ".join(name.split()) for name in region_table.WITH_ZONES.split(",")]
    assert sorted(listed) == sorted(each.display_name for each in REGIONS.values() if each.has_availability_zones)


@pytest.mark.parametrize(
    ("wrong", "meant"), [("chinaest2", "China East 2"), ("West Europa", "West Europe"), ("x", None)]
)
def test_a_mistyped_region_has_a_suggestion(wrong: str, meant: str | None) -> None:
    """The nearest region is offered by its display name."""
    assert region_suggestion(wrong) == meant


def test_a_suggestion_keeps_the_allowed_spelling() -> None:
    """Casing does not matter for likeness, and the answer is spelled as allowed."""
    assert suggestion("standard-zrs", STORAGE_ACCOUNT_TYPES) == "Standard_ZRS"
    assert suggestion("", STORAGE_ACCOUNT_TYPES) is None
    assert suggestion("x" * 100_000, STORAGE_ACCOUNT_TYPES) is None


@pytest.mark.parametrize("text", ["premium_lrs", "PREMIUM_LRS", " Premium_LRS "])
def test_a_storage_account_type_is_taken_in_any_casing(text: str) -> None:
    """Azure's spelling comes back (S19)."""
    assert canonical_storage_account_type(text) == "Premium_LRS"
    assert canonical_storage_account_type("premium") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chinaeast", TargetRegion("chinaeast")),
        ("chinaeast=1", TargetRegion("chinaeast", 1)),
        ("chinaeast2=1=premium_lrs", TargetRegion("chinaeast2", 1, "Premium_LRS")),
        ("chinanorth=2=standard_zrs", TargetRegion("chinanorth", 2, "Standard_ZRS")),
        ("China North 2", TargetRegion("chinanorth2")),
        ("China North 2 = 100 = Standard_LRS", TargetRegion("chinanorth2", 100, "Standard_LRS")),
        ("chinaeast2=standard_lrs", TargetRegion("chinaeast2", None, "Standard_LRS")),
    ],
)
def test_the_documents_shorthand_is_read(text: str, expected: TargetRegion) -> None:
    """The source document's forms, display names and any casing (S20)."""
    assert parse_target_region(text) == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", '""'),
        ("=1", '""'),
        ("chinaeast=0", "0 replicas"),
        ("chinaeast=101", "101 replicas"),
        ("chinaeast=-1", '"-1"'),
        ("chinaeast=1.5", '"1.5"'),
        ("chinaeast=٣", '"٣"'),
        ("chinaeast=", '""'),
        ("chinaeast=1=", '""'),
        ("chinaeast=1=premium", "Write Premium_LRS"),
        ("chinaeast=premium_lrs=1", "for a replica count"),
        ("chinaeast=1=premium_lrs=x", "4 parts"),
        ("china/east", '"china/east"'),
        ("chinaeast=" + "9" * 5000, "chinaeast=999"),
    ],
)
def test_a_wrong_shorthand_is_a_clear_error(text: str, part: str) -> None:
    """The error names the value and what is allowed, on one short line (S20)."""
    with pytest.raises(ShorthandError) as caught:
        parse_target_region(text)
    message = str(caught.value)
    assert part in message
    assert "1 to 100 replicas on Standard_LRS, Standard_ZRS, Premium_LRS, PremiumV2_LRS" in message
    assert len(message) < 1000
    assert caught.value.problem in message


@given(
    st.builds(
        TargetRegion,
        st.sampled_from(sorted(REGIONS)),
        st.none() | st.integers(min_value=1, max_value=100),
        st.none() | st.sampled_from(STORAGE_ACCOUNT_TYPES),
    )
)
def test_shorthand_is_read_back_as_it_is_written(region: TargetRegion) -> None:
    """Writing and reading are inverse (S20)."""
    assert parse_target_region(format_target_region(region)) == region


@given(st.text())
def test_no_text_breaks_the_shorthand(text: str) -> None:
    """Any text is read, or refused with the one error; what is read can be written and read again."""
    try:
        region = parse_target_region(text)
    except ShorthandError:
        return
    assert parse_target_region(format_target_region(region)) == region
