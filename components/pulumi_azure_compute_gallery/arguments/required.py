"""Arguments that cannot be left out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from compute_gallery_rules import Finding, Severity, printable
from pulumi_azure_compute_gallery.arguments.reader import RULE

__all__ = ["missing_arguments"]


def missing_arguments(args: Mapping[str, Any], names: Iterable[str], found: Collection[Finding]) -> Iterator[Finding]:
    """Make a finding for each argument that is not given and of which nothing was found yet."""
    for name in names:
        if name not in args and not any(finding.field.partition(".")[0] == name for finding in found):
            allowed = "a value; it is required unless it is inherited from the component around this one"
            yield Finding(RULE, name, printable(None), "is missing", allowed, None, Severity.ERROR)
