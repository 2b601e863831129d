"""The team rules on lifecycle, and what mends a declaration."""

from datetime import UTC, datetime

import pytest

from compute_gallery_rules import UNKNOWN, Context, ResourceKind
from compute_gallery_rules.team.change import Change
from compute_gallery_rules.team.team_lifecycle import (
    end_of_life_horizon,
    end_of_life_set,
    protected_from_early_deletion,
    region_removal_protected,
    soft_delete,
)
from compute_gallery_rules.team.team_remedies import add_tags, block_early_deletion, protect_regions

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
GALLERY, DEFINITION, VERSION = (
    Context(kind, TODAY) for kind in (ResourceKind.GALLERY, ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION)
)
DATE = "publishingProfile.endOfLifeDate"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_end_of_life_is_asked_for(value: object) -> None:
    """On versions always, on definitions where the team says so; a date that nobody can read is another rule's."""
    version = {"publishingProfile": {"endOfLifeDate": value}}
    assert [each.field for each in end_of_life_set(version, VERSION, definitions=False)] == [DATE]
    assert list(end_of_life_set({"endOfLifeDate": value}, DEFINITION, definitions=False)) == []
    assert [each.field for each in end_of_life_set({"endOfLifeDate": value}, DEFINITION, definitions=True)] == [
        "endOfLifeDate"
    ]
    for given in ("2027-01-01", UNKNOWN, "soon", 5):
        assert list(end_of_life_set({"publishingProfile": {"endOfLifeDate": given}}, VERSION, definitions=False)) == []
    assert list(end_of_life_set({"publishingProfile": UNKNOWN}, VERSION, definitions=False)) == []


@pytest.mark.parametrize(
    ("value", "days", "today", "found"),
    [
        ("2027-11-22", 365, "", False),
        ("2027-11-23", 365, "", True),
        ("2027-11-23", 365, "2026-11-23", False),
        ("2027-11-23T00:00:01Z", 365, "2026-11-23", True),
        ("9999-12-31", 10**9, "", False),
        ("soon", 1, "", False),
        (UNKNOWN, 1, "", False),
        (None, 1, "", False),
    ],
)
def test_an_end_of_life_is_not_too_far_away(value: object, days: int, today: str, found: bool) -> None:  # noqa: FBT001
    """Counted from the day that the team says, to the second."""
    inputs = {"publishingProfile": {"endOfLifeDate": value}}
    fields = [each.field for each in end_of_life_horizon(inputs, VERSION, maximum_days=days, today=today)]
    assert fields == ([DATE] if found else [])


def test_a_day_that_is_none_is_told() -> None:
    """The setting is named as what is wrong."""
    inputs = {"publishingProfile": {"endOfLifeDate": "2027-11-22"}}
    [problem] = end_of_life_horizon(inputs, VERSION, maximum_days=1, today="2027-02-30")
    assert (problem.field, problem.value) == ("today", "2027-02-30")


@pytest.mark.parametrize(
    ("value", "early", "removal"),
    [
        (True, False, True),
        ("true", False, True),
        (False, True, False),
        (None, True, False),
        ("maybe", True, False),
        (UNKNOWN, False, False),
    ],
)
def test_the_safety_profile(value: object, early: bool, removal: bool) -> None:  # noqa: FBT001
    """Deletion before the end of life is to be blocked, removal of regions not to be allowed; both can be mended."""
    block = {"safetyProfile": {"blockDeletionBeforeEndOfLife": value}}
    allow = {"safetyProfile": {"allowDeletionOfReplicatedLocations": value}}
    assert bool(list(protected_from_early_deletion(block, VERSION))) is early
    assert bool(list(region_removal_protected(allow, VERSION))) is removal
    changed = [Change(("safetyProfile", "blockDeletionBeforeEndOfLife"), value=True)]
    assert list(block_early_deletion(block, VERSION)) == (changed if early else [])
    changed = [Change(("safetyProfile", "allowDeletionOfReplicatedLocations"), value=False)]
    assert list(protect_regions(allow, VERSION)) == (changed if removal else [])


def test_missing_tags_are_added() -> None:
    """Only those with a default, never over a value that is there, and not while tags are unknown."""
    settings = {
        "names": ("owner", "team"),
        "values": {"env": ("a",)},
        "defaults": {"owner": "x", "env": "a", "no": "y"},
    }
    added = [Change(("tags", "owner"), "x"), Change(("tags", "env"), "a")]
    assert list(add_tags({}, GALLERY, **settings)) == added  # type: ignore[arg-type]
    assert list(add_tags({"tags": {"OWNER": UNKNOWN}}, GALLERY, **settings)) == added[1:]  # type: ignore[arg-type]
    wrong: tuple[object, ...] = (UNKNOWN, [], "x")
    for tags in wrong:
        assert list(add_tags({"tags": tags}, GALLERY, **settings)) == []  # type: ignore[arg-type]


def test_soft_delete_is_asked_for() -> None:
    """Whatever is not true is not enough; what is not known yet may be."""
    for value, found in ((True, False), (UNKNOWN, False), (False, True), (None, True)):
        assert bool(list(soft_delete({"softDeletePolicy": {"isSoftDeleteEnabled": value}}, GALLERY))) is found
