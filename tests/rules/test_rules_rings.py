"""Promotion rings: where a version is replicated to, and where it may be the latest."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import REGIONS, Ring, placements, region_display_name, region_name, ring_choice

NAMES = ("early", "broad", "all", "last")
REGION_NAMES = sorted(REGIONS)


@st.composite
def rings(draw: Callable[..., list[str]]) -> list[Ring]:
    """One to four rings with regions of their own, spelled in either way."""
    chosen = draw(st.lists(st.sampled_from(REGION_NAMES), unique=True, max_size=12))
    spelled = [region_display_name(name) or name if index % 2 else name for index, name in enumerate(chosen)]
    count = len(draw(st.lists(st.just(""), min_size=1, max_size=len(NAMES))))
    return [Ring(name, tuple(spelled[index::count])) for index, name in enumerate(NAMES[:count])]


CHOICE = st.one_of(st.none(), st.sampled_from(NAMES), st.text(max_size=5))
HOMES = st.sampled_from(REGION_NAMES)


def promoted(declared: list[Ring], home: str | None, *choice: str | None) -> set[str]:
    """The regions where a version may be the latest."""
    return {region_name(one.region) for one in placements(declared, home, *choice) if one.promoted}


@given(rings(), HOMES, CHOICE, CHOICE)
def test_home_is_always_there_and_promoted(
    declared: list[Ring], home: str, replicated: str | None, ring: str | None
) -> None:
    """Whatever a version names, its home region is among its regions once, and it may be the latest there."""
    placed = placements(declared, home, replicated, ring)
    assert [one.promoted for one in placed if region_name(one.region) == home] == [True]
    assert len({region_name(one.region) for one in placed}) == len(placed)


@given(rings(), HOMES)
def test_promotion_only_grows(declared: list[Ring], home: str) -> None:
    """Each further ring adds its own regions to those where the version is the latest, and takes none away."""
    before = promoted(declared, home)
    assert before == {home}
    for ring in declared:
        after = promoted(declared, home, None, ring.name)
        assert after == before | {region_name(region) for region in ring.regions}
        before = after


@given(rings(), HOMES)
def test_replication_only_grows(declared: list[Ring], home: str) -> None:
    """Each further ring adds its own regions to those that the version is replicated to; without one it is all."""
    before = {home}
    for ring in declared:
        after = {region_name(one.region) for one in placements(declared, home, ring.name)}
        assert after == before | {region_name(region) for region in ring.regions}
        before = after
    assert before == {region_name(one.region) for one in placements(declared, home)}


@given(rings(), HOMES, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_rollback_takes_back_what_promotion_gave(declared: list[Ring], home: str, one: str, other: str) -> None:
    """Promoting and moving back ends where it began, and moves no region, only whether it is the latest there."""
    first, second = placements(declared, home, None, one), placements(declared, home, None, other)
    assert [placed.region for placed in first] == [placed.region for placed in second]
    names = [ring.name for ring in declared]
    if one in names and other in names:
        wider, narrower = (one, other) if names.index(one) >= names.index(other) else (other, one)
        assert promoted(declared, home, None, narrower) <= promoted(declared, home, None, wider)


def test_home_in_a_later_ring_keeps_its_place() -> None:
    """A home region that a ring names stays where the ring has it, and is promoted before the ring is."""
    declared = [Ring("early", ("China North",)), Ring("all", ("chinaeast2", "China East"))]
    assert [(one.region, one.promoted) for one in placements(declared, "China East 2")] == [
        ("China North", False),
        ("chinaeast2", True),
        ("China East", False),
    ]


def test_home_that_no_ring_reached_is_first() -> None:
    """A home region that no ring names, or only one that is not reached yet, comes first."""
    declared = [Ring("early", ("chinanorth",)), Ring("all", ("chinaeast2",))]
    assert [one.region for one in placements(declared, "China East 2", "early")] == ["China East 2", "chinanorth"]
    assert [one.region for one in placements(declared, None, "early")] == ["chinanorth"]


def test_no_rings() -> None:
    """Without rings the home region is left, and without that nothing."""
    assert [one.region for one in placements([], "chinaeast2")] == ["chinaeast2"]
    assert placements([], None, "early", "all") == ()


@given(st.lists(st.sampled_from(NAMES), unique=True), CHOICE, CHOICE)
def test_choice_is_judged(names: list[str], replicated: str | None, ring: str | None) -> None:
    """A choice is right where both name a ring, and the version is promoted no further than it is replicated."""
    found = {problem.field for problem in ring_choice(names, replicated, ring)}
    unknown = {
        field
        for field, name in (("replicated_to", replicated), ("promoted_to", ring))
        if name is not None and name not in names
    }
    too_far = replicated in names and ring in names and names.index(str(ring)) > names.index(str(replicated))
    assert found == unknown | ({"promoted_to"} if too_far else set())


@pytest.mark.parametrize(("name", "instead"), [("earyl", '"early"'), ("EARLY", '"early"'), ("zzz", None)])
def test_unknown_ring_has_a_suggestion(name: str, instead: str | None) -> None:
    """A name that is nearly a ring's is told with the ring that was probably meant."""
    (problem,) = ring_choice(NAMES, None, name)
    assert (problem.field, problem.value, problem.instead) == ("promoted_to", name, instead)
    assert problem.allowed == "one of early, broad, all, last"


def test_promotion_beyond_replication_says_what_to_write() -> None:
    """The problem names the ring that is reached, and the argument that would reach further."""
    (problem,) = ring_choice(NAMES, "broad", "all")
    assert problem.problem == 'comes after "broad", which is as far as the version is replicated'
    assert problem.allowed == "one of early, broad"
    assert problem.instead == 'replicated_to "all"'
