"""Findings that only follow from another one: a mistake in one field is told once."""

import re
from collections.abc import Iterable, Iterator

from compute_gallery_rules import Finding
from pulumi_azure_compute_gallery.spelling import snake_case

__all__ = ["without_consequences"]


def without_consequences(findings: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out findings at, or below, a field whose name or kind is wrong, or whose name was mistyped."""
    places = {place for finding in told for place in places_of(finding)}
    for finding in findings:
        parts = re.split(r"(?=[.\[])", finding.field)
        if not any("".join(parts[:end]) in places for end in range(1, len(parts) + 1)):
            yield finding


def places_of(finding: Finding) -> Iterator[str]:
    """Yield where a finding on the names and kinds of arguments stands, and where the argument was meant to stand."""
    place = re.sub(r"\w+", lambda word: snake_case(word[0]), finding.field)
    yield place
    if finding.instead:
        parent = place.rpartition(".")[0]
        yield f"{parent}.{snake_case(finding.instead.strip(chr(34)))}".removeprefix(".")
