"""Findings that only follow from another one: a mistake in one field is told once."""

import re
from collections.abc import Iterable, Iterator

from compute_gallery_rules import Finding, Severity
from pulumi_azure_compute_gallery.arguments.reader import RULE
from pulumi_azure_compute_gallery.arguments.spelling import snake_case

__all__ = ["without_consequences"]


def without_consequences(findings: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out findings at or below a field that was told of already, and around one whose name or kind is wrong.

    A warning lets the run go on, so it takes the place of other warnings only: an error stands beside it.
    """
    told = list(told)
    hidden = {
        Severity.WARNING: hidden_by(told),
        Severity.ERROR: hidden_by(finding for finding in told if finding.severity is Severity.ERROR),
    }
    for finding in findings:
        places, around = hidden[finding.severity]
        if finding.field not in around and places.isdisjoint(outwards(finding.field)):
            yield finding


def hidden_by(told: Iterable[Finding]) -> tuple[set[str], set[str]]:
    """Return the places at and below which findings have told enough, and those around what could not be read."""
    places: set[str] = set()
    around: set[str] = set()
    for finding in told:
        own = set(places_of(finding))
        places |= own
        if finding.rule == RULE:
            around.update(outer for place in own for outer in outwards(place))
    return places, around


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
