"""Where a team wants its images: in which regions, in how many, and on which storage."""

from collections.abc import Iterator, Sequence

from compute_gallery_rules.azure.replication import TARGET_REGIONS, destinations
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import REGIONS, region_display_name, region_name
from compute_gallery_rules.tables.storage_types import ZONE_REDUNDANT, canonical_storage_account_type
from compute_gallery_rules.team.team_problem import team_problem
from compute_gallery_rules.values.inputs import Inputs, entries, read, text
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["allowed_regions", "minimum_regions", "zone_redundant_storage"]

PROFILE_STORAGE = "publishingProfile.storageAccountType"


def allowed_regions(inputs: Inputs, _: Context, *, regions: Sequence[str]) -> Iterator[Problem]:
    """Check that the resource, its replicas and its edge zones lie in the team's regions.

    `regions` are names in either spelling; an empty list allows every region.
    """
    names = {region_name(region): region_display_name(region) or region for region in regions}
    if not names:
        return
    for path, value in _places(inputs):
        name = text(value)
        if isinstance(name, str) and region_name(name) not in names:
            meant = suggestion(region_name(name), names)
            instead = f'"{names[meant]}"' if meant else "one of these regions"
            yield team_problem(path, name, "is not among the allowed regions", ", ".join(names.values()), instead)


def minimum_regions(inputs: Inputs, _: Context, *, minimum: int) -> Iterator[Problem]:
    """Check that a version is replicated to at least `minimum` regions, from 1; a region listed twice counts once.

    Without target regions Azure takes the version's location alone. A region that is not known yet counts as another.
    """
    regions = read(inputs, TARGET_REGIONS)
    if regions is UNKNOWN or not isinstance(regions, list | tuple | None):
        return
    names = [text(read(region, "name")) for _, region in entries(inputs, TARGET_REGIONS)]
    known = {region_name(name) for name in names if isinstance(name, str)}
    count = max(len(known) + names.count(UNKNOWN), 1)
    if count < minimum:
        few = "region is too few" if count == 1 else "regions are too few"
        yield team_problem(TARGET_REGIONS, count, few, f"at least {minimum} regions", "further target regions")


def zone_redundant_storage(inputs: Inputs, _: Context, *, regions: Sequence[str]) -> Iterator[Problem]:
    """Check that replicas lie on zone-redundant storage where the region is known to have availability zones.

    `regions` narrows the check to these; an empty list means every region. Source: Azure's page on galleries
    recommends zone-redundant storage for images, against the loss of one zone.
    """
    wanted = {region_name(region) for region in regions}
    default = read(inputs, PROFILE_STORAGE)
    for path, region in entries(inputs, TARGET_REGIONS):
        name, own = text(read(region, "name")), read(region, "storageAccountType")
        storage = default if own is None else own
        known = REGIONS.get(region_name(name)) if isinstance(name, str) else None
        if not known or not known.has_availability_zones or (wanted and known.name not in wanted):
            continue
        if storage is UNKNOWN or (
            isinstance(storage, str) and canonical_storage_account_type(storage) == ZONE_REDUNDANT
        ):
            continue
        problem = f"is not zone-redundant, while {known.display_name} has availability zones"
        if storage is None:
            problem = f"is missing, which is not zone-redundant, while {known.display_name} has availability zones"
        yield team_problem(f"{path}.storageAccountType", storage, problem, ZONE_REDUNDANT, ZONE_REDUNDANT)


def _places(inputs: Inputs) -> Iterator[tuple[str, object]]:
    yield "location", inputs.get("location")
    yield from ((f"{path}.name", read(region, "name")) for path, region in destinations(inputs))
