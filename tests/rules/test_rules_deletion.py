"""What may not be deleted: the latest version of a region, and one before its end of life."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    UNKNOWN,
    Finding,
    ImageVersionNumber,
    PublishedVersion,
    ResourceKind,
    blocked_until,
    deletion_around,
    deletion_of_version,
    latest_version,
    published_version,
)

Inputs = dict[str, Any]

TODAY = datetime(2026, 6, 1, tzinfo=UTC)
NUMBER = ImageVersionNumber(1, 0, 0)
PROFILE: Inputs = {"targetRegions": [{"name": "China East 2"}, {"name": "China North"}]}
VERSION: Inputs = {"publishingProfile": PROFILE}


def with_profile(**more: object) -> Inputs:
    """The version with more in its publishing profile."""
    return {"publishingProfile": {**PROFILE, **more}}


def deleted(inputs: Inputs, *remaining: PublishedVersion) -> tuple[Finding, ...]:
    """The findings on the deletion of version 1.0.0."""
    return deletion_of_version(NUMBER, inputs, remaining, today=TODAY, permission="name it")


def test_latest_of_any_region_stays() -> None:
    """A version is deleted where newer ones serve all its regions; the finding names the regions that would lose it."""
    newer = published_version(
        ImageVersionNumber(2, 0, 0), {"publishingProfile": {"targetRegions": [{"name": "chinaeast2"}]}}
    )
    (finding,) = deleted(VERSION, newer)
    assert "is the latest of China North:" in finding.problem
    assert deleted(VERSION, published_version(ImageVersionNumber(1, 0, 1), VERSION)) == ()
    older = published_version(ImageVersionNumber(0, 9, 0), VERSION)
    assert len(deleted(VERSION, older)) == 1
    assert deleted(with_profile(excludeFromLatest=True)) == ()


def test_version_without_a_list_serves_its_own_region() -> None:
    """A version that lists no regions is the latest of its location, and gives way to a newer one there only."""
    alone: Inputs = {"location": "China East 2", "publishingProfile": {}}
    (finding,) = deleted(alone)
    assert "is the latest of China East 2:" in finding.problem
    assert deleted(alone, published_version(ImageVersionNumber(2, 0, 0), VERSION)) == ()
    listed = {"publishingProfile": {"targetRegions": [{"name": "chinaeast2"}]}}
    assert deleted(listed, published_version(ImageVersionNumber(2, 0, 0), alone)) == ()
    assert deleted({**alone, "publishingProfile": {"excludeFromLatest": True}}) == ()
    for unknown in ({"location": UNKNOWN}, {**alone, "publishingProfile": {"targetRegions": UNKNOWN}}):
        assert deleted(unknown) == ()


@pytest.mark.parametrize(
    ("kind", "field"),
    [(ResourceKind.GALLERY, "galleryName"), (ResourceKind.IMAGE_DEFINITION, "galleryImageName")],
)
def test_what_holds_others_is_not_deleted(kind: ResourceKind, field: str) -> None:
    """A gallery or definition that still holds others stays: some of them are named, and the others counted."""
    (finding,) = deletion_around(kind, "ubuntu", ["a", "b", "c", "d", "e"])
    assert (finding.field, finding.value) == (field, '"ubuntu"')
    assert finding.problem.startswith("holds a, b, c, 2 more, declared as before: Azure deletes no")
    assert deletion_around(kind, "ubuntu", []) == ()
    assert deletion_around(ResourceKind.IMAGE_VERSION, "1.0.0", ["a"]) == ()


def test_version_stays_until_its_end_of_life() -> None:
    """Before its end of life a version stays although it is no latest; Azure's own block cannot be lifted by a name."""
    newer = published_version(ImageVersionNumber(2, 0, 0), VERSION)
    living = with_profile(endOfLifeDate="2026-06-02")
    assert [one.field for one in deleted(living, newer)] == ["publishingProfile.endOfLifeDate"]
    assert blocked_until(living, TODAY) is None
    blocked = {**living, "safetyProfile": {"blockDeletionBeforeEndOfLife": True}}
    assert blocked_until(blocked, TODAY) == datetime(2026, 6, 2, tzinfo=UTC)
    assert deleted(with_profile(endOfLifeDate="2026-05-31"), newer) == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5), st.sets(st.sampled_from(["chinaeast2", "chinanorth", "chinaeast"])), st.booleans()
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda version: version[0],
    )
)
def test_exactly_the_latest_versions_are_kept(versions: list[tuple[int, set[str], bool]]) -> None:
    """Deletion is refused for a version exactly when some region would be served by another one without it."""
    published = {
        ImageVersionNumber(1, 0, number): {
            "publishingProfile": {
                "targetRegions": [{"name": name} for name in sorted(regions)],
                "excludeFromLatest": out,
            }
        }
        for number, regions, out in versions
    }
    read = {number: published_version(number, inputs) for number, inputs in published.items()}
    latest = latest_version(read.values())
    for number, inputs in published.items():
        others = [one for other, one in read.items() if other != number]
        served = any(version.number == number for version in latest.values())
        assert bool(deletion_of_version(number, inputs, others, today=TODAY, permission="")) == served
