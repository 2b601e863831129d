"""Names that are only written otherwise: for Azure they are the same, and for Pulumi they are others."""

from collections.abc import Iterator

from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.values.inputs import Inputs
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.versions import parse_version

__all__ = ["change_of_spelling"]

RULE = "name-spelling"
NAMES = ("resourceGroupName", "galleryName", "galleryImageName", "galleryImageVersionName")
"""The inputs that say where a resource is, from the outside inwards."""


def change_of_spelling(old: Inputs, new: Inputs) -> tuple[Finding, ...]:
    """Judge names for which Pulumi would delete a resource and make it again, while Azure takes both for one.

    Source: Azure's page "Naming rules and restrictions": names of resources and groups are case-insensitive;
    azure-native replaces a resource when one of the names in its path changes.
    """
    return tuple(Finding.of(RULE, problem) for problem in _respelt(old, new))


def _respelt(old: Inputs, new: Inputs) -> Iterator[Problem]:
    for field in NAMES:
        before, after = old.get(field), new.get(field)
        if isinstance(before, str) and isinstance(after, str) and before != after and _same(before, after):
            shown = printable(before)
            problem = f"is another spelling of {shown}: what is there would be deleted and made again"
            yield Problem(field, after, problem, "the name as it was created", shown)


def _same(before: str, after: str) -> bool:
    number = parse_version(before)
    return before.lower() == after.lower() or (number is not None and number == parse_version(after))
