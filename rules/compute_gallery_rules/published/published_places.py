"""Where a published version is: which places stay, and on which storage."""

from collections.abc import Callable, Collection, Iterator

from compute_gallery_rules.azure.replication import EXTENDED_LOCATIONS, TARGET_REGIONS, destinations
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.tables.regions import region_display_name, region_name
from compute_gallery_rules.tables.storage_types import canonical_storage_account_type
from compute_gallery_rules.values.inputs import Inputs, entries, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["Place", "changes_of_storage", "places", "removed_regions"]

STORAGE = "publishingProfile.storageAccountType"
DEFAULT_STORAGE = "Standard_LRS"

Place = tuple[str, ...]
"""A region's canonical name; for an edge zone with the zone's name in lower case behind it."""


def places(inputs: Inputs) -> Iterator[tuple[Place | None, str, object]]:
    """Yield each place that a version goes to, None while that is not known, with its path and its value."""
    for path, value in destinations(inputs):
        names = [read(value, "name")]
        if path.startswith(EXTENDED_LOCATIONS):
            names.append(read(value, "extendedLocation.name"))
        texts = [name for name in names if isinstance(name, str)]
        is_known = len(texts) == len(names)
        yield (region_name(texts[0]), *(zone.strip().lower() for zone in texts[1:])) if is_known else None, path, value


def changes_of_storage(old: Inputs, new: Inputs, advice: str) -> Iterator[Problem]:
    """Find places whose storage is another than what they hold the version on; `advice` says what to do.

    A profile without a list of regions leaves them as they are (recorded from Azure): only a storage that it names can
    differ there.
    """
    held = {name: storage for name, _, storage in _storages(old)}
    for name, path, storage in _storages(new):
        kept = held.get(name, UNKNOWN)
        if UNKNOWN in (kept, storage) or kept == storage or (path == STORAGE and read(new, STORAGE) is None):
            continue
        problem = f"differs from the storage in {region_display_name(name) or name}, which holds the version"
        yield Problem(path, storage, problem, printable(kept), advice)


def removed_regions(
    old: Inputs, new: Inputs, retired: Collection[str], how_to_retire: Callable[[str], str]
) -> Iterator[Problem]:
    """Find regions that hold the version and are not listed any more, but for those that may be `retired`."""
    kept = {name for name, _, _ in _storages(new)}
    permitted = {region_name(region) for region in retired}
    if read(new, TARGET_REGIONS) in (None, UNKNOWN) or "" in kept:
        return
    for name, _, _ in _storages(old):
        if name and name not in kept and name not in permitted:
            shown = region_display_name(name) or name
            problem = "holds the version and is no target region any more: machines there could not be made from it"
            yield Problem(TARGET_REGIONS, shown, problem, "all regions that hold it", how_to_retire(shown))


def _storages(inputs: Inputs) -> Iterator[tuple[str, str, object]]:
    """Yield each target region's canonical name (empty while unknown), and path and value of its storage.

    Without a list there is one, the version's own region.
    """
    general = read(inputs, STORAGE)
    home = text(inputs.get("location"))
    if read(inputs, TARGET_REGIONS) is None and isinstance(home, str):
        yield region_name(home), STORAGE, _canonical(general)
    for path, region in entries(inputs, TARGET_REGIONS):
        name = read(region, "name")
        own = read(region, "storageAccountType")
        storage = _canonical(general if own is None else own)
        yield region_name(name) if isinstance(name, str) else "", f"{path}.storageAccountType", storage


def _canonical(storage: object) -> object:
    written = storage or DEFAULT_STORAGE
    known = canonical_storage_account_type(written) if isinstance(written, str) else None
    return known or written
