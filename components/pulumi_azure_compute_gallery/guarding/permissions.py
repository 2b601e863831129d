"""What lifts a guard, by name: it stands on the gallery or the definition, and so outlives the version that goes."""

from collections.abc import Iterable, Iterator, Sequence

from pulumi_azure_compute_gallery.judging.declared import Declared, DeclaredResource
from pulumi_azure_compute_gallery.rollout.retention import Retired
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment

__all__ = ["Permissions"]

DEFINITION = 3
"""How many names say where a definition is: resource group, gallery, definition."""


class Permissions:
    """Everything that one run permits: what its galleries and definitions name, and what `guards` was given."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._retired = of_this_deployment(Retired)
        self._deletions: set[tuple[str, ...]] = set()
        self._regions: set[str] = set()

    def permit(self, allow_delete: Iterable[str], retire_regions: Iterable[str]) -> None:
        """Permit deletions, each as "gallery/definition/version" or a part of it from the left, and regions."""
        self._deletions.update(tuple(name.lower().split("/")) for name in allow_delete)
        self._regions.update(retire_regions)

    def deletes(self, place: Sequence[str]) -> bool:
        """Tell whether a deletion is permitted: by its own name or an outer one, or because retention lets it go."""
        if tuple(place) in self._retired:
            return True
        names = tuple(part.lower() for part in place[1:])
        named = {*self._deletions, *self._named(place)}
        return any(names[:length] in named for length in range(1, len(names) + 1))

    def retired_regions(self, place: Sequence[str]) -> Sequence[str]:
        """Return the regions that versions of a place may leave, as they were written."""
        given = (region for one in self._around(place) for region in texts(one.args.get("retire_regions")))
        return [*self._regions, *given]

    def how_to_delete(self, place: Sequence[str]) -> str:
        """Say what to write, and where, for the deletion of a version or definition to be permitted."""
        _, gallery, *inner = place
        around = [one.label for one in self._around(place)]
        at_definition = self._declared.at(tuple(place[:DEFINITION])) if len(place) > DEFINITION else None
        if at_definition is not None:
            return f'allow_delete: ["{inner[-1]}"] on {at_definition.label} to delete it all the same'
        if around:
            return f'allow_delete: ["{"/".join(inner)}"] on {around[-1]} to delete it all the same'
        return f'guards(allow_delete=["{gallery}/{"/".join(inner)}"]) in the program to delete it all the same'

    def how_to_retire(self, place: Sequence[str], region: str) -> str:
        """Say what to write, and where, for a region to be left."""
        around = [one.label for one in self._around(place)]
        if around:
            return f'retire_regions: ["{region}"] on {around[0]} to remove it all the same'
        return f'guards(retire_regions=["{region}"]) in the program to remove it all the same'

    def _around(self, place: Sequence[str]) -> Iterator[DeclaredResource]:
        """Yield definition and gallery of a place, the inner one first, where the program declares them."""
        for length in (DEFINITION, DEFINITION - 1):
            found = self._declared.at(tuple(place[:length]))
            if found is not None:
                yield found

    def _named(self, place: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield what galleries and definitions permit, as names from the gallery inwards."""
        for one in self._around(place):
            outer = tuple(place[1 : len(one.place or ())])
            for name in texts(one.args.get("allow_delete")):
                yield (*(part.lower() for part in outer), *name.lower().split("/"))


def texts(value: object) -> list[str]:
    """Return the texts of a list; nothing for what is not known yet."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
