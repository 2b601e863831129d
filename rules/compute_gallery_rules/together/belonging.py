"""Which gallery and which definition the resources of a stack belong to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.together.declared import DeclaredResource
from compute_gallery_rules.values.inputs import text
from compute_gallery_rules.values.resource_ids import parse_resource_id

__all__ = ["Belonging", "Key", "belonging"]

Key = tuple[str, ...]
"""What tells a gallery or a definition from others, whether or not the stack declares it."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The families in a stack. Where names are not known, and nothing refers to anything, an entry is missing."""

    gallery_keys: Mapping[str, Key]
    """The gallery of each resource, by the resource's URN."""
    definition_keys: Mapping[str, Key]
    """The definition of each definition and version, by the resource's URN."""
    galleries: Mapping[Key, DeclaredResource]
    """The galleries that the stack declares."""
    definitions: Mapping[Key, DeclaredResource]
    """The definitions that the stack declares."""

    def gallery(self, resource: DeclaredResource) -> DeclaredResource | None:
        """Return the declared gallery that a resource belongs to."""
        return self.galleries.get(self.gallery_keys.get(resource.urn, ()))

    def definition(self, resource: DeclaredResource) -> DeclaredResource | None:
        """Return the declared definition that a resource belongs to."""
        return self.definitions.get(self.definition_keys.get(resource.urn, ()))

    def subscription(self, resource: DeclaredResource) -> str | None:
        """Return the subscription that a resource lies in, in lower case, where its id or its gallery's is known."""
        for each in (resource, self.gallery(resource)):
            parsed = parse_resource_id(each.resource_id) if each and each.resource_id else None
            if parsed and parsed.subscription:
                return parsed.subscription.lower()
        return None


def belonging(resources: Sequence[DeclaredResource]) -> Belonging:
    """Find out what belongs together: by names where they are known, else by what the inputs come from.

    A gallery's name is unique in its subscription, for which the provider stands; a definition's is unique in its
    gallery. Names are compared without regard to case.
    """
    galleries_declared = _of_kind(resources, ResourceKind.GALLERY)
    definitions_declared = _of_kind(resources, ResourceKind.IMAGE_DEFINITION)
    versions_declared = _of_kind(resources, ResourceKind.IMAGE_VERSION)

    gallery_keys = {each.urn: _gallery_named(each) or (each.urn,) for each in galleries_declared}
    galleries = {gallery_keys[each.urn]: each for each in reversed(galleries_declared)}
    for each in definitions_declared:
        referred = _referred(each, "galleryName", gallery_keys, galleries)
        gallery_keys |= _entry(each, _chosen(_gallery_named(each), referred, galleries))

    definition_keys = {each.urn: _definition_named(each, gallery_keys) or (each.urn,) for each in definitions_declared}
    definitions = {definition_keys[each.urn]: each for each in reversed(definitions_declared)}
    for each in versions_declared:
        parent = _referred(each, "galleryImageName", definition_keys, definitions)
        referred = _referred(each, "galleryName", gallery_keys, galleries)
        if referred is None and parent is not None:
            referred = gallery_keys.get(definitions[parent].urn)
        gallery_keys |= _entry(each, _chosen(_gallery_named(each), referred, galleries))
        definition_keys |= _entry(each, _chosen(_definition_named(each, gallery_keys), parent, definitions))
    return Belonging(gallery_keys, definition_keys, galleries, definitions)


def _of_kind(resources: Iterable[DeclaredResource], kind: ResourceKind) -> list[DeclaredResource]:
    return [each for each in resources if each.kind is kind]


def _entry(resource: DeclaredResource, key: Key | None) -> dict[str, Key]:
    return {resource.urn: key} if key else {}


def _chosen(named: Key | None, referred: Key | None, declared: Mapping[Key, DeclaredResource]) -> Key | None:
    """Prefer a declared name, then what is referred to, unless that is known to have another name."""
    if named in declared or referred is None:
        return named
    has_no_name = len(referred) == 1
    return referred if named is None or has_no_name or named[-1] == referred[-1] else named


def _gallery_named(resource: DeclaredResource) -> Key | None:
    name = text(resource.inputs.get("galleryName"))
    return (resource.provider, name.strip().lower()) if isinstance(name, str) else None


def _definition_named(resource: DeclaredResource, gallery_keys: Mapping[str, Key]) -> Key | None:
    name, gallery = text(resource.inputs.get("galleryImageName")), gallery_keys.get(resource.urn)
    return (*gallery, name.strip().lower()) if gallery and isinstance(name, str) else None


def _referred(
    resource: DeclaredResource, field: str, keys: Mapping[str, Key], declared: Mapping[Key, DeclaredResource]
) -> Key | None:
    found = {key for urn in resource.references.get(field, ()) if (key := keys.get(urn)) in declared}
    return found.pop() if len(found) == 1 else None
