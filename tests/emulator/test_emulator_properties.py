"""Properties that hold for every value: names of versions and regions, and what the replay lets pass."""

import json
import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.regions import REGIONS, canonical_region, display_region
from compute_gallery_emulator.version_name import judge_version_number, version_number
from tests.emulator.replay.comparison import Comparison, in_future

NUMBERS = st.integers(0, 2**31 - 1)
NAMES = st.text(string.ascii_letters, min_size=1)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_three_numbers_are_a_version(major: int, minor: int, patch: int) -> None:
    """Any three 32-bit numbers are a name, and are compared as numbers."""
    name = f"{major}.{minor}.{patch}"
    judge_version_number(name, "target", "image version")
    assert version_number(name) == (major, minor, patch)


@given(st.text())
def test_nothing_else_is_a_version(name: str) -> None:
    """A name is three numbers, or it is refused with one sentence and Azure's target."""
    numbers = version_number(name)
    if numbers is None:
        with pytest.raises(ArmError) as refused:
            judge_version_number(name, "galleryImageVersionName", "image version")
        assert refused.value.details()["target"] == "galleryImageVersionName"
    else:
        assert [int(part) for part in name.split(".")] == [*numbers]


@given(st.sampled_from(sorted(REGIONS)), st.data())
def test_a_region_is_one_in_every_form(name: str, data: st.DataObject) -> None:
    """Casing and spaces do not make another region."""
    letters = [data.draw(st.sampled_from([letter, letter.upper(), f" {letter}"])) for letter in name]
    assert canonical_region("".join(letters)) == name
    assert canonical_region(display_region(name)) == name


@given(JSON)
def test_a_recording_matches_itself(value: object) -> None:
    """Whatever JSON was recorded, the same answer has no differences."""
    again = json.loads(json.dumps(value))
    assert Comparison("s").differences({"value": value}, {"value": again}) == []


@given(JSON, JSON)
def test_another_value_does_not_match(one: object, other: object) -> None:
    """Values that differ, other than in times and GUIDs, differ for the replay too."""
    same = json.dumps(one) == json.dumps(other)
    assert (Comparison("s").differences({"v": one}, {"v": other}) == []) == same


@given(st.datetimes())
def test_an_end_of_life_is_moved_into_the_future_once(moment: datetime) -> None:
    """A date that has passed becomes one that has not, and stays so."""
    moved = in_future(moment.replace(tzinfo=UTC).isoformat())
    assert in_future(moved) == moved
    assert datetime.fromisoformat(moved) > datetime.now(UTC)
