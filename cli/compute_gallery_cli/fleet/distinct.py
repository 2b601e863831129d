"""Definitions of different stacks that Azure would take for one: their stacks cannot tell."""

from collections.abc import Iterator

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.fleet.declared_fields import part
from compute_gallery_cli.fleet.fleet_file import Fleet
from compute_gallery_cli.fleet.needed_together import name_of

__all__ = ["doubled"]

IDENTIFIER = ("publisher", "offer", "sku")


def doubled(fleet: Fleet) -> Iterator[tuple[str, str, str]]:
    """Yield two definitions by their keys, and what they share that a gallery has once: a name, an identifier."""
    seen: dict[tuple[str, ...], str] = {}
    for key, declared in fleet.definitions.items():
        identifier = mapping(part(declared, "identifier"))
        parts = tuple(str(part(identifier, field) or "") for field in IDENTIFIER)
        shared: dict[tuple[str, ...], str] = {("name", name_of(key, declared)): f'the name "{name_of(key, declared)}"'}
        if all(parts):
            shared["identifier", *(one.lower() for one in parts)] = f"the identifier {':'.join(parts)}"
        for what, said in shared.items():
            if (first := seen.setdefault(what, key)) != key:
                yield key, first, said
