"""Where a published version is: which places stay, and on which storage."""

from collections.abc import Callable, Collection, Iterator, Mapping

from compute_gallery_rules.azure.replication import EXTENDED_LOCATIONS, TARGET_REGIONS, destinations
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.tables.regions import region_display_name, region_name
from compute_gallery_rules.tables.storage_types import (
    EDGE_ZONE_STORAGE_ACCOUNT_TYPES,
    STORAGE_ACCOUNT_TYPES,
    canonical_storage_account_type,
)
from compute_gallery_rules.values.inputs import Inputs, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["Place", "changes_of_storage", "leaves_a_place", "places", "removed_places"]

STORAGE = "publishingProfile.storageAccountType"
OF_REGIONS = (STORAGE_ACCOUNT_TYPES, "Standard_LRS")
"""What storage there is to choose from, and which one it is where none is written (recorded from Azure)."""
OF_ZONES = (EDGE_ZONE_STORAGE_ACCOUNT_TYPES, "StandardSSD_LRS")
KINDS = {TARGET_REGIONS: ("target region", "all regions"), EXTENDED_LOCATIONS: ("edge zone of it", "all edge zones")}
"""The lists of places: how messages call one place and all places of each."""

Place = tuple[str, ...]
"""A region's canonical name; for an edge zone with the zone's name in lower case behind it."""


def places(inputs: Inputs) -> Iterator[tuple[Place | None, str, object]]:
    """Yield each place that a version goes to, None while that is not known, with its path and its value."""
    for path, value in destinations(inputs):
        names = [text(read(value, "name"))]
        if path.startswith(EXTENDED_LOCATIONS):
            names.append(text(read(value, "extendedLocation.name")))
        texts = [name for name in names if isinstance(name, str)]
        is_known = len(texts) == len(names)
        yield (region_name(texts[0]), *(zone.strip().lower() for zone in texts[1:])) if is_known else None, path, value


def changes_of_storage(old: Inputs, new: Inputs, advice: str) -> Iterator[Problem]:
    """Find places whose storage is another than what they hold the version on; `advice` says what to do.

    A profile without a list of regions leaves them as they are (recorded from Azure): only a storage that it names can
    differ there.
    """
    held = {place: storage for place, _, storage in _storages(old)}
    for place, path, storage in _storages(new):
        kept = held.get(place, UNKNOWN)
        if place is None or UNKNOWN in (kept, storage) or kept == storage:
            continue
        if path != STORAGE or read(new, STORAGE) is not None:
            problem = f"differs from the storage in {_shown(place)}, which holds the version"
            yield Problem(path, storage, problem, printable(kept), advice)


def removed_places(
    old: Inputs, new: Inputs, retired: Collection[str], how_to_retire: Callable[[str], str]
) -> Iterator[Problem]:
    """Find places that hold the version and are not listed any more, but for those that may be `retired`."""
    permitted = {_written(name) for name in retired}
    kept = [(place, path) for place, path, _ in _storages(new)]
    for listed, (kind, allowed) in KINDS.items():
        unknown = any(place is None and path.startswith(listed) for place, path in kept)
        if unknown or not _replaces(new, listed):
            continue
        stays = {*permitted, *(place for place, _ in kept)}
        for place, _, _ in _storages(old):
            if place and place not in stays and (len(place) > 1) == (listed == EXTENDED_LOCATIONS):
                problem = f"holds the version and is no {kind} any more: machines there could not be made from it"
                shown = _shown(place)
                yield Problem(listed, shown, problem, f"{allowed} that hold it", how_to_retire(shown))


def leaves_a_place(inputs: Inputs, retired: Collection[str]) -> bool:
    """Tell whether a place that may be retired is none that a version goes to."""
    kept = {place for place, _, _ in places(inputs)}
    return any(_written(name) not in kept for name in retired)


def _written(name: str) -> Place:
    """Return the place of a text: a region in either spelling, or "region/zone" for an edge zone."""
    region, slash, zone = name.partition("/")
    return (region_name(region), zone.strip().lower()) if slash else (region_name(region),)


def _shown(place: Place) -> str:
    return "/".join((region_display_name(place[0]) or place[0], *place[1:]))


def _replaces(new: Inputs, listed: str) -> bool:
    """Tell whether an update says which places of a kind there are from now on.

    Recorded from Azure: without a publishing profile all stay, and with one that omits edge zones these go.
    """
    value, profile = read(new, listed), read(new, "publishingProfile")
    if value is None:
        return listed == EXTENDED_LOCATIONS and isinstance(profile, Mapping) and bool(profile)
    return value is not UNKNOWN


def _storages(inputs: Inputs) -> Iterator[tuple[Place | None, str, object]]:
    """Yield each place, None while it is not known, with path and value of its storage.

    Without a list of regions there is one, the version's own.
    """
    general = read(inputs, STORAGE)
    home = text(inputs.get("location"))
    if read(inputs, TARGET_REGIONS) is None and isinstance(home, str):
        yield (region_name(home),), STORAGE, _canonical(general, *OF_REGIONS)
    for place, path, value in places(inputs):
        own = read(value, "storageAccountType")
        if path.startswith(EXTENDED_LOCATIONS):
            storage = _canonical(own, *OF_ZONES)
        else:
            storage = _canonical(general if own is None else own, *OF_REGIONS)
        yield place, f"{path}.storageAccountType", storage


def _canonical(storage: object, types: tuple[str, ...], default: str) -> object:
    written = storage or default
    known = canonical_storage_account_type(written, types) if isinstance(written, str) else None
    return known or written
