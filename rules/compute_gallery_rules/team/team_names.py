"""How a team names its images, and which tags it asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context, ResourceKind
from compute_gallery_rules.team.team_problem import team_problem
from compute_gallery_rules.values.inputs import Inputs, read, text
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["naming_convention", "required_tags"]


def naming_convention(  # noqa: PLR0913 # one pattern for each name
    inputs: Inputs,
    context: Context,
    *,
    gallery: str,
    definition: str,
    version: str,
    publisher: str,
    offer: str,
    sku: str,
) -> Iterator[Problem]:
    """Check the resource's own names against the team's patterns.

    Each pattern is a regular expression of Python that the whole name must match; an empty pattern asks for nothing. A
    name is judged on the resource that it names. A missing name does not fit, since Pulumi makes one up. A pattern that
    is no regular expression is a problem of its own.
    """
    patterns = {
        ResourceKind.GALLERY: {"galleryName": gallery},
        ResourceKind.IMAGE_DEFINITION: {
            "galleryImageName": definition,
            "identifier.publisher": publisher,
            "identifier.offer": offer,
            "identifier.sku": sku,
        },
        ResourceKind.IMAGE_VERSION: {"galleryImageVersionName": version},
    }[context.kind]
    for field, pattern in patterns.items():
        name = read(inputs, field)
        if not pattern or name is UNKNOWN:
            continue
        allowed = f"what matches the pattern {pattern!r}"
        try:
            fits = isinstance(name, str) and re.fullmatch(pattern, name) is not None
        except (re.error, OverflowError, RecursionError) as error:
            problem = f"cannot be judged, because the pattern {pattern!r} is none: {error}"
            yield team_problem(field, name, problem, "a pattern that is a regular expression")
            continue
        if not fits:
            missing = "is missing, so that Pulumi makes a name up"
            yield team_problem(
                field, name, missing if name is None else "does not follow the naming convention", allowed
            )


def required_tags(
    inputs: Inputs,
    _: Context,
    *,
    names: Sequence[str],
    values: Mapping[str, Sequence[str]],
    defaults: Mapping[str, str],
) -> Iterator[Problem]:
    """Check that the resource has the team's tags.

    `names` are the tags that must be there, with a value that is not blank. `values` allows a tag only some values, and
    asks for the tag too. `defaults` are what the team writes where a tag is missing. Azure compares the names of tags
    without regard to case, and so does this check. A tag's own value is never printed.
    """
    declared = inputs.get("tags")
    if declared is UNKNOWN:
        return
    tags: dict[str, object] = {}
    if isinstance(declared, Mapping):
        tags = {name.lower(): value for name, value in declared.items() if isinstance(name, str)}
    for name in dict.fromkeys([*names, *values]):
        field, value = f"tags.{name}", tags.get(name.lower())
        wanted = values.get(name, ())
        allowed = f"one of {', '.join(wanted)}" if wanted else "the tag, with a value"
        if value is UNKNOWN:
            continue
        if text(value) is None:
            instead = f'"{defaults[name]}"' if name in defaults else None
            yield team_problem(field, None, "is missing" if value is None else "has no value", allowed, instead)
        elif wanted and value not in wanted:
            yield team_problem(field, None, "has another value than the team allows", allowed)
