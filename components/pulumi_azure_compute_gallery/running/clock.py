"""The moment that counts as now."""

from datetime import UTC, datetime

__all__ = ["now"]


def now() -> datetime:
    """Return the current moment, in UTC."""
    return datetime.now(UTC)
