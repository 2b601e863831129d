"""When an image's life ends, and whether it may be deleted before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context, ResourceKind
from compute_gallery_rules.values.dates import END_OF_LIFE_FORMS, EndOfLifeError, parse_end_of_life
from compute_gallery_rules.values.inputs import Inputs, boolean, read
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["END_OF_LIFE_FIELDS", "as_of", "deletion_block", "end_of_life", "end_of_life_as_of"]

END_OF_LIFE_FIELDS = {
    ResourceKind.IMAGE_DEFINITION: "endOfLifeDate",
    ResourceKind.IMAGE_VERSION: "publishingProfile.endOfLifeDate",
}


def end_of_life(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Check that an end of life date can be read, and that it lies in the future (S17).

    Source: Azure's troubleshooting page, "EndOfLifeDate must be set to a future date", "Could not convert string to
    DateTimeOffset". The page has the former for definitions only; for versions we refuse too, since a version that is
    born past its end helps nobody. On what is published already a past date is a warning (`Context.published`), and so
    is an empty text: Azure's own modules send it for an image without an end (Azure/ResourceModules, endOfLife).
    """
    field = END_OF_LIFE_FIELDS[context.kind]
    value = read(inputs, field)
    if value is None or value is UNKNOWN:
        return
    if isinstance(value, str) and not value.strip():
        problem = "is empty, which Azure takes for no end of life"
        yield Problem(field, value, problem, END_OF_LIFE_FORMS, "a date, or leave it out", Severity.WARNING)
        return
    try:
        moment = parse_end_of_life(value)
    except EndOfLifeError:
        yield Problem(field, value, "is no date that Azure can read", END_OF_LIFE_FORMS)
        return
    today = context.today if context.today.tzinfo else context.today.replace(tzinfo=UTC)
    if moment <= today:
        severity = Severity.WARNING if context.published else Severity.ERROR
        shown = value if isinstance(value, str) else moment.isoformat()
        yield Problem(field, shown, "has passed", f"a date after {today:%Y-%m-%d}", "a later date, or none", severity)


def end_of_life_as_of(inputs: Inputs, context: Context, *, today: str) -> Iterator[Problem]:
    """Check an end of life as `end_of_life` does, on a day that is given; an empty text means now."""
    moment = as_of(context, today)
    if moment is None:
        yield Problem("today", today, "is a setting that is no date", END_OF_LIFE_FORMS)
    else:
        yield from end_of_life(inputs, moment)


def as_of(context: Context, today: str) -> Context | None:
    """Return the context on a given day; the same for an empty text, None for a text that is no date."""
    try:
        return replace(context, today=parse_end_of_life(today)) if today.strip() else context
    except EndOfLifeError:
        return None


def deletion_block(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn where deletion is blocked until an end of life that is not given.

    Source: Azure's troubleshooting page, DeleteGalleryImageVersionBlockedBeforeEndOfLife. With an API version before
    2026-03-03 a version without the date has no end of life, so that nothing is blocked.
    """
    field = "safetyProfile.blockDeletionBeforeEndOfLife"
    end = read(inputs, END_OF_LIFE_FIELDS[ResourceKind.IMAGE_VERSION])
    if boolean(read(inputs, field)) is True and end in (None, ""):
        problem = "has no effect without publishingProfile.endOfLifeDate"
        yield Problem(field, True, problem, "an end of life date beside it", "the date", Severity.WARNING)  # noqa: FBT003 # the value
