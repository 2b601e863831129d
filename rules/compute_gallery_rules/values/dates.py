"""End of life dates: every form that a person or a tool writes, and the one form that is sent (S17)."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from compute_gallery_rules.values.printable import printable

__all__ = ["END_OF_LIFE_FORMS", "EndOfLifeError", "canonical_end_of_life", "parse_end_of_life"]

END_OF_LIFE_FORMS = 'a date such as "2027-12-31" or a timestamp such as "2027-12-31T00:00:00+00:00"'
# A zone behind a gap, and its name, are what Go prints, and so what YAML makes of an unquoted date.
FORM = re.compile(
    r"""
    (?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})
    (?:
        [Tt\ ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?
        (?:
            [Zz]
            |(?P<gap>\ )?(?P<sign>[+-])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-5][0-9]))?
            (?(gap)(?:\ [A-Za-z]{1,5})?)
        )?
    )?
    """,
    re.VERBOSE,
)
# Source: .NET's DateTimeOffset, into which Azure reads a date.
MAX_OFFSET = timedelta(hours=14)


class EndOfLifeError(ValueError):
    """A value is no end of life date. The text names the value and the forms that are allowed."""


def parse_end_of_life(value: object) -> datetime:
    """Read an end of life date into a moment in UTC.

    Takes "2020-12-01", timestamps with a zone (without one UTC is meant), "2027-12-31 00:00:00 +0000 UTC", and date and
    datetime objects. A day begins at midnight UTC. Source: Azure's troubleshooting page, "yyyy-MM-dd,
    yyyy-MM-dd'T'HH:mm:sszzz, or ISO 8601".

    Raises EndOfLifeError for anything else.
    """
    try:
        match value:
            case datetime():
                moment = value if value.tzinfo else value.replace(tzinfo=UTC)
            case date():
                moment = datetime.combine(value, time(), UTC)
            case str() if match := FORM.fullmatch(value.strip()):
                moment = _moment(match.groupdict(default="0"))
            case _:
                raise EndOfLifeError(_message(value))
        return moment.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise EndOfLifeError(_message(value)) from error


def canonical_end_of_life(value: object) -> str:
    """Write an end of life date in the one form that is sent: "2027-12-31T00:00:00+00:00", the moment in UTC.

    Azure gives dates back in this form ("2026-12-31T12:59:59.000Z" came back as "2026-12-31T12:59:59+00:00").

    Raises EndOfLifeError, as `parse_end_of_life` does.
    """
    return parse_end_of_life(value).isoformat()


def _moment(parts: dict[str, str]) -> datetime:
    offset = timedelta(hours=int(parts["zone_hour"]), minutes=int(parts["zone_minute"]))
    if offset > MAX_OFFSET:
        raise ValueError(offset)
    return datetime(
        int(parts["year"]),
        int(parts["month"]),
        int(parts["day"]),
        int(parts["hour"]),
        int(parts["minute"]),
        int(parts["second"]),
        int(parts["fraction"].ljust(6, "0")[:6]),
        tzinfo=timezone(-offset if parts["sign"] == "-" else offset),
    )


def _message(value: object) -> str:
    return f"end of life date {printable(value)} cannot be read. Allowed: {END_OF_LIFE_FORMS}."
