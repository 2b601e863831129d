"""Version numbers, their order, the next one, and the latest of each region (S11, S16)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    ImageVersionNumber,
    PublishedVersion,
    VersionNumberError,
    latest_version,
    next_free_version,
    next_version,
    parse_version,
)

PARTS = st.integers(min_value=0, max_value=2_147_483_647)
NUMBERS = st.builds(ImageVersionNumber, PARTS, PARTS, PARTS)


@given(NUMBERS)
def test_a_number_is_read_back_as_it_is_written(number: ImageVersionNumber) -> None:
    """Writing and reading are inverse."""
    assert parse_version(str(number)) == number


@given(st.text())
def test_no_other_text_is_a_number(text: str) -> None:
    """What is read is three groups of the digits 0 to 9, and nothing raises."""
    if (number := parse_version(text)) is not None:
        assert [int(part) for part in text.split(".")] == list(number)
        assert set(text) <= set("0123456789.")


def test_huge_parts_are_no_numbers() -> None:
    """A part beyond 32 bits is refused, however long."""
    assert parse_version("9" * 10_000 + ".0.0") is None
    assert parse_version("2147483648.0.0") is None


@given(st.lists(NUMBERS, min_size=1), st.sampled_from(["major", "minor", "patch"]))
def test_the_next_version_is_higher_than_all(existing: list[ImageVersionNumber], part: str) -> None:
    """The next number follows the highest; where 32 bits are full there is an error instead."""
    if getattr(max(existing), part) == 2_147_483_647:
        with pytest.raises(VersionNumberError, match="from 0 to 2147483647"):
            next_version(existing, part)  # type: ignore[arg-type] # a sampled text
    else:
        following = next_version(existing, part)  # type: ignore[arg-type] # a sampled text
        assert all(following > number for number in existing)
        assert parse_version(str(following)) == following


@pytest.mark.parametrize(("part", "expected"), [("major", "2.0.0"), ("minor", "1.10.0"), ("patch", "1.9.11")])
def test_each_part_goes_up_in_numbers(part: str, expected: str) -> None:
    """1.9.10 comes after 1.9.9 and before 1.10.0; what is no number is passed over."""
    assert str(next_version(["1.9.9", "1.9.10", "1.8.99", "hello"], part)) == expected  # type: ignore[arg-type]


def test_the_first_version_is_1_0_0() -> None:
    """Where nothing exists, counting begins at 1.0.0."""
    assert str(next_version([])) == "1.0.0"


def test_an_unknown_part_is_an_error() -> None:
    """Only major, minor and patch go up."""
    with pytest.raises(VersionNumberError, match="major, minor, patch"):
        next_version([], "build")  # type: ignore[arg-type]


def published(number: str, *, excluded: bool = False, **regions: bool) -> PublishedVersion:
    """Make a published version with its regions, each with whether it is excluded there."""
    parsed = parse_version(number)
    assert parsed
    return PublishedVersion(parsed, regions, excluded)


def test_the_latest_is_the_highest_number_of_each_region() -> None:
    """Numbers count, not letters; exclusion counts everywhere or in one region (S16)."""
    versions = [
        published("1.0.9", chinaeast2=False, chinanorth3=False),
        published("1.0.10", chinaeast2=False, chinanorth3=True),
        published("2.0.0", chinaeast2=False, excluded=True),
        published("0.9.0", chinanorth2=False),
        published("9.0.0", chinaeast=True),
    ]
    latest = {region: str(version.number) for region, version in latest_version(versions).items()}
    assert latest == {"chinaeast2": "1.0.10", "chinanorth2": "0.9.0", "chinanorth3": "1.0.9"}


def test_both_spellings_are_one_region_for_the_latest() -> None:
    """A region under its display name competes with the same region under its short name."""
    old = PublishedVersion(ImageVersionNumber(1, 0, 0), {"China East 2": False})
    new = PublishedVersion(ImageVersionNumber(1, 0, 1), {"chinaeast2": False})
    assert latest_version([new, old]) == {"chinaeast2": new}


def test_the_end_of_life_does_not_change_the_latest() -> None:
    """Azure goes on serving a version after its end of life."""
    old = PublishedVersion(ImageVersionNumber(2, 0, 0), {"westus": False}, end_of_life=datetime(2020, 1, 1, tzinfo=UTC))
    assert latest_version([old])["westus"] is old


@given(st.lists(st.tuples(NUMBERS, st.dictionaries(st.sampled_from("abc"), st.booleans()), st.booleans())))
def test_no_version_of_a_region_is_later_than_its_latest(
    rows: list[tuple[ImageVersionNumber, dict[str, bool], bool]],
) -> None:
    """Of all that a region holds and that is not excluded, the latest has the highest number."""
    versions = [PublishedVersion(*row) for row in rows]
    latest = latest_version(versions)
    for region in "abc":
        held = [v.number for v in versions if v.regions.get(region) is False and not v.excluded_from_latest]
        assert (latest[region].number if region in latest else None) == max(held, default=None)


def test_a_free_number_is_found_where_the_patch_cannot_go_up() -> None:
    """The nearest part that can goes up; after the very last number there is none."""
    last = 2_147_483_647
    assert next_free_version(["1.0.0", f"1.0.{last}"]) == ImageVersionNumber(1, 1, 0)
    assert next_free_version([f"1.{last}.{last}"]) == ImageVersionNumber(2, 0, 0)
    assert next_free_version([f"{last}.{last}.{last}"]) is None
