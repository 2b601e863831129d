"""What is told of locks and role assignments."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import UNKNOWN, Severity, judge_lock, judge_role_assignments

PERSON = "11111111-1111-1111-1111-111111111111"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["level", "notes", "role", "principal_id", "principal_type", "condition_version"]), inner
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("lock", [None, {"level": "cannotdelete", "notes": "x" * 512}, {"level": UNKNOWN}])
def test_good_locks_pass(lock: object) -> None:
    """No lock, a level in any casing and a level that is not known yet are fine."""
    assert judge_lock(lock) == ()


@pytest.mark.parametrize(
    ("lock", "field", "severity", "said"),
    [
        ({}, "lock.level", Severity.ERROR, "is missing"),
        ({"level": "CanNotDelet"}, "lock.level", Severity.ERROR, "Write CanNotDelete"),
        ({"level": 3}, "lock.level", Severity.ERROR, "is no level"),
        ({"level": "ReadOnly"}, "lock.level", Severity.WARNING, "keeps versions from being published"),
        ({"level": "CanNotDelete", "notes": "x" * 513}, "lock.notes", Severity.ERROR, "at most 512"),
    ],
)
def test_bad_locks_are_told(lock: object, field: str, severity: Severity, said: str) -> None:
    """Each mistake in a lock is one finding with its field."""
    (finding,) = judge_lock(lock)
    assert (finding.field, finding.severity) == (field, severity)
    assert said in finding.text("Gallery 'g'")


def test_good_assignments_pass() -> None:
    """Two roles for one principal, and one role for two principals, are fine."""
    other = "22222222-2222-2222-2222-222222222222"
    declared = [
        {"principal_id": PERSON, "role": "Reader"},
        {"principal_id": PERSON, "role": "Owner", "principal_type": "user"},
        {"principal_id": other, "role": "Reader", "condition": "c", "condition_version": "2.0"},
        {"principal_id": UNKNOWN, "role": UNKNOWN, "principal_type": UNKNOWN},
        {"principal_id": UNKNOWN, "role": "Reader"},
        {"principal_id": UNKNOWN, "role": "Reader"},
    ]
    assert judge_role_assignments(declared) == ()


@pytest.mark.parametrize(
    ("own", "field", "said"),
    [
        ({"principal_id": None}, "[0].principal_id", "is missing"),
        ({"principal_id": "me@example.com"}, "[0].principal_id", "the object id of a user"),
        ({"role": None}, "[0].role", "is missing"),
        ({"role": "Compute Gallery Image Readers"}, "[0].role", "Write Compute Gallery Image Reader."),
        ({"principal_type": "Users"}, "[0].principal_type", "Write User."),
        ({"condition_version": "2.0"}, "[0].condition_version", "a condition beside it"),
    ],
)
def test_bad_assignments_are_told(own: dict[str, Any], field: str, said: str) -> None:
    """Each mistake in a role assignment is one finding with its field."""
    (finding,) = judge_role_assignments([{"principal_id": PERSON, "role": "Reader", **own}])
    assert finding.field == f"role_assignments{field}"
    assert said in finding.text("Gallery 'g'")


def test_the_same_assignment_twice_is_told() -> None:
    """One role for one principal twice is refused, whether it is given by name or by id."""
    twice = [
        {"principal_id": PERSON, "role": "Reader"},
        {"principal_id": PERSON.upper(), "role": "acdd72a7-3385-48ef-bd42-f606fba81ae7"},
    ]
    (finding,) = judge_role_assignments(twice)
    assert finding.field == "role_assignments[1]"


@given(ANYTHING)
def test_nothing_raises(value: object) -> None:
    """Whatever stands there, judging it ends with findings."""
    judge_lock(value)
    judge_role_assignments(value)
    judge_role_assignments([value])
