"""Names that may stand only once in a subscription, a gallery or a definition."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.together.belonging import Key, belonging
from compute_gallery_rules.together.declared import DeclaredResource, StackProblem
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.versions import ImageVersionNumber, VersionNumberError, next_version, parse_version

__all__ = ["names_unique"]


def names_unique(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that a gallery has its name alone in the subscription, a definition in its gallery, a version in both.

    Source: Azure's troubleshooting page, "The gallery name is not unique within the subscription", "The resource
    already exists". Names are compared without regard to case, versions by number.
    """
    family = belonging(resources)
    galleries = ((each, family.gallery_keys[each.urn]) for each in resources if each.kind is ResourceKind.GALLERY)
    for later, first in _repeated(galleries):
        yield later, _taken(later, "galleryName", first, "a name that no other gallery of the subscription has")
    definitions = (each for each in resources if each.kind is ResourceKind.IMAGE_DEFINITION)
    for later, first in _repeated((each, family.definition_keys[each.urn]) for each in definitions):
        yield later, _taken(later, "galleryImageName", first, "a name that no other definition of the gallery has")
    numbers: dict[Key, list[ImageVersionNumber]] = {}
    versions: list[tuple[DeclaredResource, Hashable]] = []
    for each in resources:
        name, definition = each.inputs.get("galleryImageVersionName"), family.definition_keys.get(each.urn)
        number = parse_version(name) if isinstance(name, str) else None
        if each.kind is ResourceKind.IMAGE_VERSION and number and definition:
            numbers.setdefault(definition, []).append(number)
            versions.append((each, (definition, number)))
    for later, first in _repeated(versions):
        allowed = "a number that no other version of the definition has"
        instead = _next(numbers[family.definition_keys[later.urn]])
        yield later, _taken(later, "galleryImageVersionName", first, allowed, instead)


def _next(numbers: Iterable[ImageVersionNumber]) -> str:
    try:
        return f'"{next_version(numbers)}"'
    except VersionNumberError:
        return "a number that is free"


def _repeated(
    keyed: Iterable[tuple[DeclaredResource, Hashable]],
) -> Iterator[tuple[DeclaredResource, DeclaredResource]]:
    seen: dict[Hashable, DeclaredResource] = {}
    for resource, key in keyed:
        first = seen.setdefault(key, resource)
        if first is not resource:
            yield resource, first


def _taken(
    resource: DeclaredResource, field: str, first: DeclaredResource, allowed: str, instead: str = "another name"
) -> Problem:
    return Problem(field, resource.inputs.get(field), f"is the name of {printable(first.name)} too", allowed, instead)
