"""End of life dates (S17)."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import (
    UNKNOWN,
    EndOfLifeError,
    Severity,
    canonical_end_of_life,
    judge_image_definition,
    judge_image_version,
    parse_end_of_life,
)

TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-12-01", "2020-12-01T00:00:00+00:00"),
        ("2024-12-02T00:00:00+00:00", "2024-12-02T00:00:00+00:00"),
        ("2027-12-31 00:00:00 +0000 UTC", "2027-12-31T00:00:00+00:00"),
        ("2027-12-31 08:00:00 +0800 CST", "2027-12-31T00:00:00+00:00"),
        ("2026-12-31T12:59:59.000Z", "2026-12-31T12:59:59+00:00"),
        ("2050-10-01t00:00:00z", "2050-10-01T00:00:00+00:00"),
        ("2027-12-31T00:00", "2027-12-31T00:00:00+00:00"),
        ("2027-12-31T00:00:00 +0000 UTC", "2027-12-31T00:00:00+00:00"),
        ("2027-12-31 00:00:00 +00:00", "2027-12-31T00:00:00+00:00"),
        ("2027-12-31 08:00:00+08", "2027-12-31T00:00:00+00:00"),
        ("2027-12-31T05:30:00+0530", "2027-12-31T00:00:00+00:00"),
        ("2027-12-31T14:00:00+14:00", "2027-12-31T00:00:00+00:00"),
        ("2027-12-30T10:00:00-14:00", "2027-12-31T00:00:00+00:00"),
        ("2006-01-02T15:04:05.1234567-07:00", "2006-01-02T22:04:05.123456+00:00"),
        (date(2027, 12, 31), "2027-12-31T00:00:00+00:00"),
        (datetime(2027, 12, 31, 8, tzinfo=timezone(timedelta(hours=8))), "2027-12-31T00:00:00+00:00"),
        (datetime(2027, 12, 31), "2027-12-31T00:00:00+00:00"),  # noqa: DTZ001 # what a YAML reader makes of a date
    ],
)
def test_every_form_becomes_the_one_that_is_sent(value: object, expected: str) -> None:
    """Dates, timestamps, objects, and what Go prints of a YAML date (S17)."""
    assert canonical_end_of_life(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "not-a-date",
        "2033-13-01",
        "2033-02-30",
        "2034-14-02T00:00:00+00:00",
        "31/12/2030",
        "2030",
        20301231,
        1.5,
        True,
        "2030-01-01T25:00:00Z",
        "2030-01-01T00:00:00+99:00",
        "2030-01-01T00:00:00+14:01",
        "2030-01-01T00:00:00-15:00",
        "2030-01-01T00:00:00+05:60",
        "2030-01-01T00:00:00+05:75",
        "2030-01-01T00:00:00+00:00 soon",
        "2030-01-01T00:00:00+0000 UTC",
        "2030-01-01T00:00:00Z UTC",
        "2030-01-01 UTC",
        "0001-01-01T00:00:00+14:00",
        "\u0662030-01-01",
        "2030-01-01x",
        "2030-01-01T",
        "9" * 9999,
        None,
        [],
        {},
    ],
)
def test_what_is_no_date_is_a_clear_error(value: object) -> None:
    """The error shows the value and the forms that are allowed."""
    with pytest.raises(EndOfLifeError, match='Allowed: a date such as "2027-12-31"'):
        canonical_end_of_life(value)


@given(st.datetimes(timezones=st.just(UTC)))
def test_the_canonical_form_is_stable(moment: datetime) -> None:
    """The canonical form is read back as the same moment, and written the same again."""
    text = canonical_end_of_life(moment)
    assert parse_end_of_life(text) == moment
    assert canonical_end_of_life(text) == text


@given(st.text() | st.integers() | st.floats() | st.binary())
def test_nothing_but_the_one_error_is_raised(value: object) -> None:
    """Whatever the value, it is a date or the one error."""
    with suppress(EndOfLifeError):
        assert parse_end_of_life(value).tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-11-22T12:00:01Z", []),
        ("2026-11-22T12:00:00Z", [Severity.ERROR]),
        ("2026-11-22", [Severity.ERROR]),
        ("2020-12-01", [Severity.ERROR]),
        ("soon", [Severity.ERROR]),
        (date(2030, 1, 1), []),
        (UNKNOWN, []),
        (None, []),
    ],
)
def test_an_end_of_life_lies_in_the_future(value: object, found: list[Severity]) -> None:
    """Definitions and versions are judged alike, against the moment that is given (S17)."""
    definition = judge_image_definition({"endOfLifeDate": value}, today=TODAY)
    version = judge_image_version({"publishingProfile": {"endOfLifeDate": value}}, today=TODAY)
    for findings in (definition, version):
        assert [finding.severity for finding in findings if finding.rule == "end-of-life"] == found


def test_what_is_published_may_grow_old() -> None:
    """On a published resource a past date is a warning; one that cannot be read stays an error."""
    for value, severity in (("2020-12-01", Severity.WARNING), ("soon", Severity.ERROR)):
        findings = judge_image_definition({"endOfLifeDate": value}, today=TODAY, published=True)
        assert [finding.severity for finding in findings if finding.rule == "end-of-life"] == [severity]


def test_a_moment_without_a_zone_counts_as_utc() -> None:
    """A naive clock does not break the comparison."""
    findings = judge_image_definition({"endOfLifeDate": "2020-12-01"}, today=datetime(2026, 11, 22))  # noqa: DTZ001
    assert [finding.rule for finding in findings if finding.rule == "end-of-life"] == ["end-of-life"]
