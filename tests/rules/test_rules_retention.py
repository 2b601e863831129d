"""Retention: which versions stay, and what may never leave."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    ImageVersionNumber,
    PublishedVersion,
    RetainableVersion,
    Stay,
    latest_version,
    staying,
    with_sources,
)

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
REGIONS = ("chinaeast2", "chinanorth2", "chinanorth3")
NUMBERS = st.builds(ImageVersionNumber, st.just(1), st.integers(0, 1), st.integers(0, 12))
ENDS = st.one_of(st.none(), st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days)))
VERSIONS = st.lists(
    st.builds(
        RetainableVersion,
        st.builds(
            PublishedVersion, NUMBERS, st.dictionaries(st.sampled_from(REGIONS), st.booleans()), st.booleans(), ENDS
        ),
        promoted=st.booleans(),
        deletion_blocked=st.booleans(),
    ),
    unique_by=lambda version: version.published.number,
    max_size=15,
)
KEEP = st.integers(1, 6)
PINNED = st.lists(NUMBERS, max_size=3)


def version(
    patch: int, regions: Mapping[str, bool] | None = None, *, promoted: bool = True, blocked_days: int | None = None
) -> RetainableVersion:
    """A version 1.0.patch."""
    end = None if blocked_days is None else TODAY + timedelta(days=blocked_days)
    excluded = {"chinaeast2": not promoted} if regions is None else regions
    published = PublishedVersion(ImageVersionNumber(1, 0, patch), excluded, end_of_life=end)
    return RetainableVersion(published, promoted=promoted, deletion_blocked=blocked_days is not None)


def stays(*versions: RetainableVersion, keep: int = 2, pinned: tuple[int, ...] = ()) -> dict[int, Stay]:
    """Why each version stays, by patch number."""
    numbers = [ImageVersionNumber(1, 0, patch) for patch in pinned]
    return {number.patch: reason for number, reason in staying(versions, keep, numbers, TODAY).items()}


@given(VERSIONS, KEEP, PINNED)
def test_every_region_keeps_its_latest(
    versions: list[RetainableVersion], keep: int, pinned: list[ImageVersionNumber]
) -> None:
    """After the others have left each region has the latest version that it had, for Azure and in the catalogue."""
    stay = staying(versions, keep, pinned, TODAY)
    before = [one.published for one in versions]
    after = [one for one in before if one.number in stay]
    assert latest_version(after) == latest_version(before)
    assert latest_version(after, today=TODAY) == latest_version(before, today=TODAY)


@given(VERSIONS, KEEP, PINNED)
def test_the_newest_promoted_and_the_pinned_stay(
    versions: list[RetainableVersion], keep: int, pinned: list[ImageVersionNumber]
) -> None:
    """The newest promoted versions stay, and so do all newer than they, and what is pinned or blocked."""
    stay = staying(versions, keep, pinned, TODAY)
    promoted = sorted((one.published.number for one in versions if one.promoted), reverse=True)
    newest = promoted[:keep]
    for one in versions:
        number, end = one.published.number, one.published.end_of_life
        is_blocked = one.deletion_blocked and end is not None and end > TODAY
        if number in newest or number in pinned or is_blocked or (newest and number > min(newest)):
            assert number in stay
    assert len(promoted) >= keep or len(stay) == len(versions)


@given(VERSIONS, KEEP, PINNED)
def test_nothing_leaves_a_second_time(
    versions: list[RetainableVersion], keep: int, pinned: list[ImageVersionNumber]
) -> None:
    """What stays stays when it is judged again: taking the others out of the program changes nothing."""
    stay = staying(versions, keep, pinned, TODAY)
    left = [one for one in versions if one.published.number in stay]
    assert set(staying(left, keep, pinned, TODAY)) == set(stay)


@given(VERSIONS, KEEP, PINNED)
def test_keeping_more_lets_nothing_else_leave(
    versions: list[RetainableVersion], keep: int, pinned: list[ImageVersionNumber]
) -> None:
    """Who keeps one more keeps all that stayed before."""
    assert set(staying(versions, keep, pinned, TODAY)) <= set(staying(versions, keep + 1, pinned, TODAY))


def test_the_oldest_leave() -> None:
    """Of four promoted versions the newest two stay, and a newer one that is not promoted yet."""
    assert stays(*map(version, range(4)), version(4, promoted=False)) == dict.fromkeys((2, 3, 4), Stay.NEWEST)


def test_numbers_decide_and_not_letters() -> None:
    """1.0.10 is newer than 1.0.9."""
    assert set(stays(version(9), version(10), version(8), keep=2)) == {9, 10}


def test_versions_that_were_never_promoted_leave_when_newer_ones_were() -> None:
    """What is older than all that are kept, and was promoted nowhere, leaves."""
    assert set(stays(version(0, promoted=False), version(1), version(2))) == {1, 2}


def test_reasons() -> None:
    """A version stays because it is pinned, the latest of a region that newer ones do not reach, or blocked."""
    only_north = version(2, {"chinanorth2": False})
    found = stays(
        version(0), version(1), only_north, version(3, blocked_days=9), *map(version, (5, 6)), pinned=(1,), keep=2
    )
    assert found == {1: Stay.PINNED, 2: Stay.LATEST, 3: Stay.BLOCKED, 5: Stay.NEWEST, 6: Stay.NEWEST}


def test_a_block_that_has_passed_does_not_hold() -> None:
    """After its end of life nothing keeps an old version."""
    assert set(stays(version(0, blocked_days=-1), version(1, blocked_days=0), version(2), version(3))) == {2, 3}


def test_fewer_than_are_kept() -> None:
    """Where fewer versions are promoted than are kept, all stay."""
    assert set(stays(version(0), version(1, promoted=False), version(2), keep=3)) == {0, 1, 2}
    assert stays(keep=3) == {}


NODES = st.integers(0, 8)


@given(st.sets(NODES), st.dictionaries(NODES, st.sets(NODES, max_size=3)))
def test_sources_stay_with_what_is_made_from_them(stay: set[int], made_from: dict[int, set[int]]) -> None:
    """What stays is closed: a version's sources stay with it, through any number of steps, and nothing else does."""
    kept = with_sources(stay, made_from)
    assert stay <= kept
    assert all(made_from[one] <= kept for one in kept if one in made_from)
    assert all(one in stay or any(one in made_from.get(other, ()) for other in kept) for one in kept)
