"""Whether publisher, offer and sku tell the definitions of a gallery apart."""

from collections.abc import Iterator, Sequence

from compute_gallery_rules.azure.identifiers import IDENTIFIER_FIELDS, identifier_key
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.together.belonging import Key, belonging
from compute_gallery_rules.together.declared import DeclaredResource, StackProblem
from compute_gallery_rules.values.inputs import read
from compute_gallery_rules.values.printable import printable

__all__ = ["identifier_unique"]


def identifier_unique(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that no two definitions of one gallery have the same publisher, offer and sku (S12).

    Sources: Azure's troubleshooting page and its page "Store and share images": the three together are unique in a
    gallery. Casing does not count.
    """
    family = belonging(resources)
    seen: dict[tuple[Key, tuple[str, ...]], DeclaredResource] = {}
    for resource in resources:
        gallery, identifier = family.gallery_keys.get(resource.urn), identifier_key(resource.inputs)
        if resource.kind is not ResourceKind.IMAGE_DEFINITION or gallery is None or identifier is None:
            continue
        first = seen.setdefault((gallery, identifier), resource)
        if first is not resource:
            value = ", ".join(str(read(resource.inputs, f"identifier.{field}")) for field in IDENTIFIER_FIELDS)
            problem = f"are those of {printable(first.name)} too, in the same gallery"
            allowed = "a publisher, offer and sku that no other definition of the gallery has together"
            yield resource, Problem("identifier", value, problem, allowed, "another sku")
