"""The one form in which an end of life is sent."""

from compute_gallery_rules import EndOfLifeError, canonical_end_of_life

__all__ = ["canonical_date"]


def canonical_date(value: object) -> object:
    """Return a date or timestamp as Azure gives it back; what cannot be read stays, for the rules to judge."""
    try:
        return canonical_end_of_life(value)
    except EndOfLifeError:
        return value
