"""Findings on a version's target regions, under the place where each region was declared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from compute_gallery_rules import Finding, Severity
from pulumi_azure_compute_gallery.arguments.target_region import regions
from pulumi_azure_compute_gallery.shapes.placement import PlannedRegion, planned_regions

__all__ = ["REGION_RULES", "renamed", "told_once"]

REGION_RULES = frozenset(
    {"region-known", "region-named", "regions-one-cloud", "replica-count", "storage-type", "zone-redundancy"}
)
"""What is judged of a ring's regions by themselves, at the definition: its versions do not tell it again."""

DEFAULTS = {"regional_replica_count": "replica_count", "storage_account_type": "storage_account_type"}
"""What a region takes from its version, with the version's argument."""

IN_LIST = re.compile(r"\btarget_regions(?:\[(\d+)\](?:\.(\w+))?)?")


def told_once(findings: Iterable[Finding], args: Mapping[str, Any]) -> Iterator[Finding]:
    """Put findings under the place of their region.

    Left out is what a region takes from its version's default, or has from its ring: one place, one finding.
    """
    planned = planned_regions(args)
    planned = planned if isinstance(planned, list) else []
    whole = "rings" if "rings" in args else "target_regions" if "target_regions" in args else "replicate_to"
    for finding in findings:
        if not is_told_elsewhere(finding, planned, has_rings="rings" in args):
            yield renamed(finding, [one.place for one in planned], whole)


def renamed(finding: Finding, places: Sequence[str], whole: str) -> Finding:
    """Return a finding with each target region in it under the place where it was declared, and the list as a whole."""
    return replace(
        finding,
        field=placed(finding.field, places, whole),
        problem=placed(finding.problem, places, whole),
        allowed=placed(finding.allowed, places, whole),
    )


def is_told_elsewhere(finding: Finding, planned: Sequence[PlannedRegion], *, has_rings: bool) -> bool:
    """Tell whether a finding is the version's own default's, or its definition's rings'."""
    place = IN_LIST.fullmatch(finding.field)
    if not place:
        return False
    if place[1] is None:
        return has_rings and finding.rule in REGION_RULES
    index, leaf = int(place[1]), place[2]
    declared = planned[index].declared if index < len(planned) else None
    declared = regions(declared)[0] if isinstance(declared, str) else declared
    if not isinstance(declared, Mapping) or leaf is None:
        return False
    if leaf in declared:
        return has_rings and finding.rule in REGION_RULES and planned[index].place != "location"
    return leaf in DEFAULTS and finding.rule in REGION_RULES and finding.severity is Severity.ERROR


def placed(text: str, places: Sequence[str], whole: str) -> str:
    """Return a text with each target region in it under the place where it was declared."""

    def place_of(match: re.Match[str]) -> str:
        index, leaf = match[1], match[2]
        if index is None:
            return whole
        place = places[int(index)] if int(index) < len(places) else f"{whole}[{index}]"
        if place == "location":
            return place if leaf in (None, "name") else DEFAULTS.get(leaf, leaf)
        return f"{place}.{leaf}" if leaf else place

    return IN_LIST.sub(place_of, text)
