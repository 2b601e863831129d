"""Findings that only follow from another one: a mistake in one field is told once."""

import re
from collections.abc import Iterable, Iterator

from compute_gallery_rules import Finding
from pulumi_azure_compute_gallery.arguments.reader import RULE
from pulumi_azure_compute_gallery.arguments.spelling import snake_case

__all__ = ["without_consequences"]


def without_consequences(findings: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out findings at or below a field that was told of already, and around one whose name or kind is wrong."""
    told = list(told)
    places = {place for finding in told for place in places_of(finding)}
    unread = (place for finding in told if finding.rule == RULE for place in places_of(finding))
    around = {outer for place in unread for outer in outwards(place)}
    for finding in findings:
        if finding.field not in around and places.isdisjoint(outwards(finding.field)):
            yield finding


def outwards(place: str) -> Iterator[str]:
    """Yield a place and all that it is a part of: a[1].b, a[1] and a."""
    parts = re.split(r"(?=[.\[])", place)
    yield from ("".join(parts[:end]) for end in range(len(parts), 0, -1))


def places_of(finding: Finding) -> Iterator[str]:
    """Yield where a finding stands, and where an argument of another name was meant to stand."""
    place = re.sub(r"\w+", lambda word: snake_case(word[0]), finding.field)
    yield place
    if finding.instead and finding.rule == RULE:
        parent = place.rpartition(".")[0]
        yield f"{parent}.{snake_case(finding.instead.strip(chr(34)))}".removeprefix(".")
