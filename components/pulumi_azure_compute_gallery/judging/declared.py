"""What one run declares: galleries, definitions and versions, by the place that each has in Azure."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pulumi

from compute_gallery_rules import Finding, ResourceKind, parse_version
from pulumi_azure_compute_gallery.running.deferred import is_deferred

__all__ = ["PLACES", "Declared", "DeclaredResource", "numbered"]

PLACES = {
    ResourceKind.GALLERY: ("resource_group_name", "gallery_name"),
    ResourceKind.IMAGE_DEFINITION: ("resource_group_name", "gallery_name", "image_definition_name"),
    ResourceKind.IMAGE_VERSION: ("resource_group_name", "gallery_name", "image_definition_name", "version"),
}
"""The arguments that say where each kind of resource is."""

Place = tuple[Hashable, ...]
"""Names in lower case, from the resource group inwards; an Output stands for a name that is not known yet. A version's
name is its number: "1.0.00" is 1.0.0."""

Made = TypeVar("Made")


@dataclass(eq=False)
class DeclaredResource:
    """One component of the run, with what is known of it by now. Refused ones are among them."""

    kind: ResourceKind
    component: pulumi.Resource
    """The component. It is its identity too: one component, one entry."""
    label: str
    """How messages call it: "ImageVersion 'ubuntu-1.0.0'"."""
    args: Mapping[str, Any] = field(default_factory=dict)
    """Its arguments under their own names, UNKNOWN for what is not known yet."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """Its azure-native inputs in camelCase, UNKNOWN for what is not known yet."""
    made_from: "DeclaredResource | None" = None
    """The version of the program that it is made from, where its source is that version's own output."""
    findings: Sequence[Finding] = ()
    """What is wrong with it by itself."""
    places: list[Place] = field(default_factory=list)
    """Where it is, as it was declared and, last, as it is known by now."""

    @property
    def place(self) -> tuple[str, ...] | None:
        """(resource group, gallery[, definition[, version]]) in lower case; None while a part is not known."""
        known = tuple(part for part in self.places[-1] if isinstance(part, str)) if self.places else ()
        return known if len(known) == len(PLACES[self.kind]) else None

    @property
    def name(self) -> str:
        """The resource's own name as it was written; empty while it is not known."""
        name = self.args.get(PLACES[self.kind][-1])
        return name if isinstance(name, str) else ""


class Declared:
    """All components of one run: `of_this_deployment(Declared)`.

    A place is asked for as a tuple of names, in any casing: (resource group, gallery, definition, version), or as much
    of it as the resource has. `versions_of((group, gallery, definition))` gives all versions that the program declares
    there, `at(place)` the one resource of a place. Hooks see all of them: they run after the program's own code.
    """

    def __init__(self) -> None:
        self._resources: dict[pulumi.Resource, DeclaredResource] = {}
        self._at: dict[Place, dict[DeclaredResource, None]] = {}
        self._below: dict[Place, dict[DeclaredResource, None]] = {}
        self._named: dict[pulumi.Output[Any], str] = {}
        self._identified: dict[pulumi.Output[Any], DeclaredResource] = {}
        self._made: dict[Hashable, Any] = {}

    def note(self, resource: DeclaredResource, names: Mapping[str, Any]) -> None:
        """Take note of a resource, or of what has become known of it; `names` may hold Outputs."""
        self._resources[resource.component] = resource
        self._made.clear()
        place = self._key([names.get(name) for name in PLACES[resource.kind]])
        if None in place or place in resource.places:
            return
        resource.places.append(place)
        self._at.setdefault(place, {})[resource] = None
        self._below.setdefault(place[:-1], {})[resource] = None

    def note_name(self, component: pulumi.Resource, output: pulumi.Output[str]) -> None:
        """Take note that an Output is a component's name: who names it, in a preview too, means that component."""
        resource = self._resources.get(component)
        if resource is not None and resource.name:
            self._named[output] = resource.name

    def note_id(self, component: pulumi.Resource, output: pulumi.Output[str]) -> None:
        """Take note that an Output is a component's resource id."""
        resource = self._resources.get(component)
        if resource is not None:
            self._identified[output] = resource

    def by_id(self, output: object) -> DeclaredResource | None:
        """Return the resource whose id an Output is."""
        return self._identified.get(output) if isinstance(output, pulumi.Output) else None

    def at(self, place: Sequence[Hashable]) -> DeclaredResource | None:
        """Return the first resource that was declared for a place."""
        return next(iter(self._at.get(self._key(place), ())), None)

    @property
    def places(self) -> int:
        """How many places are known to be declared: `at` answers otherwise only when there are more."""
        return len(self._at)

    def all_at(self, resource: DeclaredResource) -> Sequence[DeclaredResource]:
        """Return all resources that are declared for a resource's own place, itself included, in declared order."""
        return unique(one for place in resource.places for one in self._at.get(place, ()))

    def around(self, resource: DeclaredResource) -> Iterator[DeclaredResource]:
        """Yield the definition and the gallery that a resource is in, the inner one first, where they are declared."""
        for length in range(len(PLACES[resource.kind]) - 1, 1, -1):
            found = (one for place in resource.places for one in self._at.get(place[:length], ()))
            yield from list(found)[:1]

    def definition_of(self, version: DeclaredResource) -> DeclaredResource | None:
        """Return the definition that a version is in, where it is declared."""
        return next((one for one in self.around(version) if one.kind is ResourceKind.IMAGE_DEFINITION), None)

    def within(self, resource: DeclaredResource) -> Sequence[DeclaredResource]:
        """Return what is declared directly in a gallery or a definition, in declared order."""
        return unique(one for place in resource.places for one in self._below.get(place, ()))

    def inside(self, place: Sequence[Hashable]) -> Sequence[DeclaredResource]:
        """Return what is declared directly in the place of a gallery or a definition, itself declared or not."""
        return list(self._below.get(self._key(place), ()))

    def made_of(self, place: Sequence[Hashable], make: Callable[[Sequence[DeclaredResource]], Made]) -> Made:
        """Return what a function makes of what is directly in a place: made once, until more is known of anything."""
        key = (make, self._key(place))
        if key not in self._made:
            self._made[key] = make(self.inside(place))
        made: Made = self._made[key]
        return made

    def versions_of(self, definition: Sequence[Hashable]) -> Sequence[DeclaredResource]:
        """Return the versions that are declared in a definition's place: (resource group, gallery, definition)."""
        return self.inside(definition)

    def of(self, component: pulumi.Resource) -> DeclaredResource | None:
        """Return what is known of a component."""
        return self._resources.get(component)

    def __iter__(self) -> Iterator[DeclaredResource]:
        """Yield everything that was declared so far, in declared order."""
        return iter(list(self._resources.values()))

    def _key(self, place: Sequence[object]) -> Place:
        """Return a place as it is kept."""
        return numbered(tuple(self._part(part) for part in place))

    def _part(self, name: object) -> Hashable:
        """Return one part of a place; None for what is no name at all."""
        known = self._named.get(name) if isinstance(name, pulumi.Output) else name
        if isinstance(known, str):
            return known.lower()
        return name if isinstance(name, Hashable) and is_deferred(name) else None


Part = TypeVar("Part", bound=Hashable)


def numbered(place: tuple[Part, ...]) -> tuple[Part | str, ...]:
    """Return a place with a version's name in it as Azure writes its number."""
    name = place[-1] if len(place) == len(PLACES[ResourceKind.IMAGE_VERSION]) else None
    number = parse_version(name) if isinstance(name, str) else None
    return (*place[:-1], str(number)) if number else place


def unique(resources: Iterator[DeclaredResource]) -> Sequence[DeclaredResource]:
    """Return each resource once, in the order of their first appearance."""
    return list(dict.fromkeys(resources))
