"""How long a team keeps its images, and what it protects them from."""

from collections.abc import Iterator
from datetime import UTC

from compute_gallery_rules.azure.lifetime import END_OF_LIFE_FIELDS, as_of
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context, ResourceKind
from compute_gallery_rules.team.team_problem import team_problem
from compute_gallery_rules.values.dates import END_OF_LIFE_FORMS, EndOfLifeError, parse_end_of_life
from compute_gallery_rules.values.inputs import Inputs, boolean, read
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = [
    "end_of_life_horizon",
    "end_of_life_set",
    "protected_from_early_deletion",
    "region_removal_protected",
    "soft_delete",
]

DAY_SECONDS = 86_400
BLOCK = "safetyProfile.blockDeletionBeforeEndOfLife"
REMOVAL = "safetyProfile.allowDeletionOfReplicatedLocations"
SOFT_DELETE = "softDeletePolicy.isSoftDeleteEnabled"


def end_of_life_set(inputs: Inputs, context: Context, *, definitions: bool) -> Iterator[Problem]:
    """Check that a version says when its life ends; with `definitions`, that a definition does too.

    From API version 2026-03-03 on Azure sets six months where nothing is said.
    """
    if context.kind is ResourceKind.IMAGE_DEFINITION and not definitions:
        return
    field = END_OF_LIFE_FIELDS[context.kind]
    value = read(inputs, field)
    if value is None or (isinstance(value, str) and not value.strip()):
        yield team_problem(field, value, "is missing", "an end of life date", 'a date such as "2027-12-31"')


def end_of_life_horizon(inputs: Inputs, context: Context, *, maximum_days: int, today: str) -> Iterator[Problem]:
    """Check that an end of life is at most `maximum_days` days away, counted from `today`; an empty text means now.

    A date that cannot be read is left to the rule end-of-life.
    """
    moment_of_check = as_of(context, today)
    if moment_of_check is None:
        yield team_problem("today", today, "is a setting that is no date", END_OF_LIFE_FORMS)
        return
    field = END_OF_LIFE_FIELDS[context.kind]
    value = read(inputs, field)
    try:
        moment = parse_end_of_life(value)
    except EndOfLifeError:
        return
    now = moment_of_check.today
    now = now if now.tzinfo else now.replace(tzinfo=UTC)
    days = (moment - now).total_seconds() / DAY_SECONDS
    if days > maximum_days:
        shown = value if isinstance(value, str) else moment.isoformat()
        allowed = f"a date at most {maximum_days} days after {now:%Y-%m-%d}"
        yield team_problem(field, shown, f"is {days:.0f} days away", allowed, "an earlier date")


def protected_from_early_deletion(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a version cannot be deleted before its end of life.

    Source: Azure's troubleshooting page, DeleteGalleryImageVersionBlockedBeforeEndOfLife. Before API version
    2026-03-03 nothing is blocked unless it is asked for.
    """
    value = read(inputs, BLOCK)
    if value is not UNKNOWN and boolean(value) is not True:
        problem = "is missing, so that a version in use can be deleted" if value is None else "lets a version in use go"
        yield team_problem(BLOCK, value, problem, "true, beside an end of life date", "true")


def region_removal_protected(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a version's regions cannot be removed by leaving them out. Azure's default protects them.

    Sources: reports of outages after an update that left out regions in use; recorded from Azure: false by default.
    """
    value = read(inputs, REMOVAL)
    if boolean(value) is True:
        yield team_problem(REMOVAL, value, "lets an update remove regions in use", "false", "false")


def soft_delete(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a gallery keeps its deleted versions for a while, from which they can be restored.

    The subscription needs the feature; Azure refuses the field where it is not registered.
    """
    value = read(inputs, SOFT_DELETE)
    if value is not UNKNOWN and boolean(value) is not True:
        problem = (
            "is missing, so that a deleted version is lost" if value is None else "loses a deleted version for good"
        )
        yield team_problem(SOFT_DELETE, value, problem, "true", "true")
