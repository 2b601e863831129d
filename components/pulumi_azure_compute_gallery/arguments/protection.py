"""One argument that protects a gallery, its definitions and its versions, each by the means that fits it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypedDict

from pulumi import Input

from compute_gallery_rules import RULES, Context, Finding, ResourceKind, Severity, printable
from pulumi_azure_compute_gallery.arguments.reader import RULE
from pulumi_azure_compute_gallery.running.clock import now
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = [
    "Protection",
    "is_protected",
    "problems_of_protection",
    "protected_gallery",
    "protected_version",
    "without_protection",
]

DATE = "protection.end_of_life_date"
END_OF_LIFE = next(rule for rule in RULES if rule.name == "end-of-life")


class Protection(TypedDict, total=False):
    """Protection until a date: Pulumi's protect on the gallery and its definitions, soft delete on the gallery.

    Each version gets the date as its end of life and blocks its own deletion until then.
    """

    end_of_life_date: Input[str]
    """Until when versions are promised to those who use them: a future date or timestamp (S17). Required."""


def is_protected(args: Mapping[str, Any]) -> bool | None:
    """Return Pulumi's protect for a gallery or a definition; None leaves it to the resource options."""
    return True if args.get("protection") is not None else None


def protected_gallery(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return a gallery's arguments with soft delete, unless they decide about it themselves."""
    if not is_protected(args):
        return dict(args)
    return {"soft_delete_policy": {"is_soft_delete_enabled": True}, **args}


def protected_version(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version's arguments with the protection's date and a block, unless they decide about them themselves."""
    if not is_protected(args):
        return dict(args)
    date = later(args["protection"], lambda protection: protection.get("end_of_life_date"))
    return {**without_missing({"end_of_life_date": date}), "block_deletion_before_end_of_life": True, **args}


def problems_of_protection(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find a protection without a date, or with one that Azure cannot read: nothing would be promised to anybody."""
    protection = args.get("protection")
    if not isinstance(protection, Mapping):
        return
    if "end_of_life_date" not in protection:
        allowed = 'a future date, such as "2030-12-31"'
        yield Finding(RULE, DATE, printable(None), "is missing", allowed, None, Severity.ERROR)
    context = Context(ResourceKind.IMAGE_DEFINITION, now(), published=True)
    for finding in END_OF_LIFE.judge({"endOfLifeDate": protection.get("end_of_life_date")}, context):
        yield replace(finding, field=DATE)


def without_protection(findings: Iterable[Finding], args: Mapping[str, Any]) -> Iterator[Finding]:
    """Leave out findings on a version's date that is its protection's: that is told as the protection's."""
    is_own = "end_of_life_date" in args or "protection" not in args
    yield from (finding for finding in findings if is_own or finding.field != "end_of_life_date")
