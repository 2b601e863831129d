"""The publisher, offer and SKU of a definition are unique together in its gallery (S12)."""

from collections.abc import Iterator

from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.values.inputs import Inputs, read, text
from compute_gallery_rules.values.printable import printable

__all__ = ["IDENTIFIER_FIELDS", "definition_against_definition", "identifier_key"]

RULE = "identifier-unique"
IDENTIFIER_FIELDS = ("publisher", "offer", "sku")


def identifier_key(definition: Inputs) -> tuple[str, ...] | None:
    """Return publisher, offer and SKU in the form in which they are compared; None while one is not known."""
    parts = [text(read(definition, f"identifier.{field}")) for field in IDENTIFIER_FIELDS]
    known = tuple(part.strip().lower() for part in parts if isinstance(part, str))
    return known if len(known) == len(IDENTIFIER_FIELDS) else None


def definition_against_definition(definition: Inputs, other: Inputs, name: str) -> tuple[Finding, ...]:
    """Judge a definition against another one of the same gallery, called `name` in messages.

    Source: Azure's page "Store and share images in a gallery": two definitions may share one or two of the three
    values, but not all three.
    """
    return tuple(Finding.of(RULE, problem) for problem in _problems(definition, other, name))


def _problems(definition: Inputs, other: Inputs, name: str) -> Iterator[Problem]:
    key = identifier_key(definition)
    if key is not None and key == identifier_key(other):
        value = "/".join(str(read(definition, f"identifier.{field}")) for field in IDENTIFIER_FIELDS)
        problem = f"is the identifier of {printable(name)} too"
        allowed = "a publisher, offer and sku that no other definition of the gallery has together"
        yield Problem("identifier", value, problem, allowed, "another sku")
