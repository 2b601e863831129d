"""Where a version goes, as it is compared with where it is: target regions and edge zones, in whatever spelling."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import EXTENDED_LOCATIONS, destinations
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.inputs import Inputs, read

__all__ = ["Place", "places"]

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
