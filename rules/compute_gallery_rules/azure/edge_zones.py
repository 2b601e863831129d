"""The edge zones that a version is replicated to."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import EXTENDED_LOCATIONS
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.inputs import Inputs, entries, misshapen, read, text
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["edge_zones"]

ZONE = "extendedLocation.name"


def edge_zones(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that each edge zone is named, and that none is listed twice.

    Sources: Azure's gallery.json (an extended location is a region with the zone's name); as with regions, "Duplicate
    regions are not allowed in target publishing regions".
    """
    seen: dict[tuple[str, str], str] = {}
    for path, entry in entries(inputs, EXTENDED_LOCATIONS):
        zone, region = read(entry, ZONE), text(read(entry, "name"))
        if entry is UNKNOWN or zone is UNKNOWN or misshapen(entry, ZONE):
            continue
        if not isinstance(zone, str) or not zone.strip():
            problem = "is missing" if zone is None else "is no name of an edge zone"
            yield Problem(f"{path}.{ZONE}", zone, problem, 'the name of an edge zone, such as "microsoftlosangeles1"')
        elif isinstance(region, str):
            first = seen.setdefault((region_name(region), zone.strip().lower()), path)
            if first != path:
                yield Problem(
                    f"{path}.{ZONE}", zone, f"is the same edge zone as {first}", "each edge zone once", "one entry"
                )
