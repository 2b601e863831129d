"""Tags."""

import re
from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs
from compute_gallery_rules.values.printable import printable, without_secret

__all__ = ["tags"]

MAX_TAGS = 50
MAX_NAME = 512
MAX_VALUE = 256
FORBIDDEN = re.compile(r"[<>%&\\?/]")
LINKS = ("hidden-link:", "hidden-related:")
RESERVED = ("azure", "microsoft", "windows")


def tags(inputs: Inputs, _: Context) -> Iterator[Problem]:
    r"""Check the number of tags, their names and the length of their values. A value is never printed.

    Source: Azure Resource Manager's page on tags: 50 tags, names up to 512 characters without < > % & \ ? /, values up
    to 256, and names are compared without regard to case. The prefixes azure, microsoft and windows are reserved. Of
    the last two we only warn. Azure's own hidden-link and hidden-related tags hold a resource id.
    """
    declared = inputs.get("tags")
    if not isinstance(declared, Mapping):
        return
    if len(declared) > MAX_TAGS:
        yield Problem("tags", len(declared), "tags are too many", f"at most {MAX_TAGS} tags")
    seen: dict[str, str] = {}
    for name, value in declared.items():
        if not isinstance(name, str):
            continue
        shown = "".join(c if c.isprintable() else "-" for c in without_secret(name)[:40])
        field = f"tags.{shown}" if shown else "tags"
        if not name or len(name) > MAX_NAME:
            yield Problem(field, len(name), "is the length of a tag's name", f"1 to {MAX_NAME} characters")
        if forbidden := FORBIDDEN.search(name.replace("/", "") if name.startswith(LINKS) else name):
            problem = f"is a tag's name with {forbidden[0]!r}"
            yield Problem(field, name, problem, r"names without < > % & \ ? /", f'"{FORBIDDEN.sub("-", shown)}"')
        if (first := seen.setdefault(name.lower(), name)) != name:
            problem = f"is the tag {printable(first)} too, since casing does not tell names of tags apart"
            yield Problem(field, name, problem, "each tag once", severity=Severity.WARNING)
        if name.lower().startswith(RESERVED):
            allowed = f"names that do not begin with {', '.join(RESERVED)}"
            yield Problem(field, name, "begins with a reserved prefix", allowed, severity=Severity.WARNING)
        if isinstance(value, str) and len(value) > MAX_VALUE:
            yield Problem(field, len(value), "is the length of a tag's value", f"at most {MAX_VALUE} characters")
