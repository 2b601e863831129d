"""Whether virtual machines that ask for the latest version get one."""

from collections.abc import Iterator, Sequence

from compute_gallery_rules.azure.replication import TARGET_REGIONS
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.tables.regions import region_display_name, region_name
from compute_gallery_rules.together.belonging import Key, belonging
from compute_gallery_rules.together.declared import DeclaredResource, StackProblem
from compute_gallery_rules.values.inputs import boolean, entries, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["latest_exists"]

EXCLUDED = "publishingProfile.excludeFromLatest"


def latest_exists(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that each definition has, in every region that holds versions of it, one that is not excluded from latest.

    What is not known yet may be a latest version. A definition of which the stack declares no version is left alone.

    Source: Azure's troubleshooting page, "There is no latest image version exists for <definition>", "does not have any
    image versions that are included in latest and also in the indicated region".
    """
    family = belonging(resources)
    versions: dict[Key, list[DeclaredResource]] = {}
    for each in resources:
        key = family.definition_keys.get(each.urn)
        if key and each.kind is ResourceKind.IMAGE_VERSION:
            versions.setdefault(key, []).append(each)
    for key, group in versions.items():
        regions: dict[str, bool] = {}
        for each in group:
            for region, latest in _regions(each).items():
                regions[region] = regions.get(region, False) or latest
        if regions.pop("", False):
            continue
        without = [region_display_name(region) or printable(region) for region, latest in regions.items() if not latest]
        if without:
            problem = f"leaves no version that is the latest in {', '.join(sorted(without))}"
            allowed = "one version of each definition in each of its regions that is not excluded from latest"
            told = family.definitions.get(key, group[-1])
            yield told, Problem(EXCLUDED, value=True, problem=problem, allowed=allowed, instead="false on one version")


def _regions(version: DeclaredResource) -> dict[str, bool]:
    """Return the regions of a version, each with whether it can be the latest there; "" for regions not known yet."""
    everywhere = boolean(read(version.inputs, EXCLUDED)) is True
    listed = read(version.inputs, TARGET_REGIONS)
    if not isinstance(listed, list | tuple):
        location = text(version.inputs.get("location"))
        known = region_name(location) if isinstance(location, str) and listed is not UNKNOWN else ""
        return {known: not everywhere}
    found: dict[str, bool] = {}
    for _, region in entries(version.inputs, TARGET_REGIONS):
        name = text(read(region, "name"))
        excluded = everywhere or boolean(read(region, "excludeFromLatest")) is True
        found[region_name(name) if isinstance(name, str) else ""] = not excluded
    return found
