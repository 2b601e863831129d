"""Replicas for a demand, Azure's quota, and the latest version of a region."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    QUOTA,
    ImageVersionNumber,
    PublishedVersion,
    ResourceKind,
    Severity,
    latest_version,
    over_quota,
    planned_replicas,
)

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
COUNTS = st.integers(0, 10**30)


@pytest.mark.parametrize(
    ("machines", "scale_sets", "count"),
    [(0, 0, 1), (1, 0, 1), (50, 0, 1), (51, 0, 2), (120, 2, 5), (0, 3, 3), (5000, 0, 100), (5000, 1, 100), (-7, -1, 1)],
)
def test_planned_replicas(machines: int, scale_sets: int, count: int) -> None:
    """One replica for every 50 machines begun, and one for each scale set; at least 1, at most 100 (S18)."""
    assert planned_replicas(machines, scale_sets).count == count


@given(COUNTS, COUNTS)
def test_plan_is_within_azures_range_and_enough(machines: int, scale_sets: int) -> None:
    """The count is one that Azure takes, and serves the whole demand unless that needs more than 100."""
    plan = planned_replicas(machines, scale_sets)
    assert 1 <= plan.count <= 100
    assert plan.count == plan.needed or plan.count == 100 < plan.needed
    assert (plan.needed - scale_sets) * 50 >= machines


@given(COUNTS, COUNTS, st.integers(0, 100))
def test_more_demand_never_needs_fewer(machines: int, scale_sets: int, more: int) -> None:
    """The plan grows with the demand."""
    plan = planned_replicas(machines, scale_sets)
    assert planned_replicas(machines + more, scale_sets).needed >= plan.needed
    assert planned_replicas(machines, scale_sets + more).needed == plan.needed + more or machines == scale_sets == 0


@pytest.mark.parametrize("kind", list(ResourceKind))
def test_quota_is_warned_of_when_it_is_exceeded(kind: ResourceKind) -> None:
    """As many as Azure documents are right; one more is a warning that names region and quota."""
    assert over_quota(kind, "chinaeast2", QUOTA[kind]) is None
    problem = over_quota(kind, "chinaeast2", QUOTA[kind] + 1)
    assert problem is not None
    assert problem.severity is Severity.WARNING
    assert f"{QUOTA[kind]:,}" in problem.problem
    assert problem.value == "chinaeast2"


def test_latest_passes_over_what_is_past_its_end_of_life() -> None:
    """With a date the latest is one that is still to be used; without one it is Azure's, which goes on serving it."""
    number = ImageVersionNumber
    old = PublishedVersion(number(1, 0, 0), {"chinaeast2": False}, end_of_life=TODAY + timedelta(days=1))
    ended = PublishedVersion(number(1, 0, 1), {"chinaeast2": False}, end_of_life=TODAY)
    assert latest_version([old, ended]) == {"chinaeast2": ended}
    assert latest_version([old, ended], today=TODAY) == {"chinaeast2": old}
    assert latest_version([ended], today=TODAY) == {}


NUMBERS = st.builds(ImageVersionNumber, *[st.integers(0, 12)] * 3)
ENDS = st.one_of(st.none(), st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days)))
FLAGS = st.dictionaries(st.sampled_from(["chinaeast2", "China East 2", "chinanorth"]), st.booleans(), max_size=2)
VERSIONS = st.lists(st.builds(PublishedVersion, NUMBERS, FLAGS, st.booleans(), ENDS), max_size=12)


@given(VERSIONS, st.booleans())
def test_latest_is_the_highest_that_may_be(versions: list[PublishedVersion], has_date: bool) -> None:  # noqa: FBT001
    """The latest of a region is there, not excluded there or everywhere, not ended, and none of those is higher."""
    found = latest_version(versions, today=TODAY if has_date else None)
    may_be = [
        (region.replace(" ", "").lower(), one.number)
        for one in versions
        for region, excluded in one.regions.items()
        if not excluded and not one.excluded_from_latest
        if not (has_date and one.end_of_life is not None and one.end_of_life <= TODAY)
    ]
    assert {region: one.number for region, one in found.items()} == {
        region: max(number for name, number in may_be if name == region) for region, _ in may_be
    }
