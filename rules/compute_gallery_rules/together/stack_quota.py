"""How much a stack puts into one region of a subscription."""

from collections import Counter
from collections.abc import Iterator, Sequence

from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.tables.quota import over_quota
from compute_gallery_rules.tables.regions import region_display_name, region_name
from compute_gallery_rules.together.declared import DeclaredResource, StackProblem
from compute_gallery_rules.values.inputs import text

__all__ = ["quota"]


def quota(
    resources: Sequence[DeclaredResource], *, galleries: int, definitions: int, versions: int
) -> Iterator[StackProblem]:
    """Check the number of galleries, definitions and versions in each region against the most that there may be.

    Azure documents 100, 1,000 and 10,000 (`QUOTA`); less leaves room for what is declared elsewhere. A provider stands
    for a subscription. A resource counts where it is located, and where that is not known it does not count. The last
    one of a region that has too many is told.
    """
    limits = {
        ResourceKind.GALLERY: galleries,
        ResourceKind.IMAGE_DEFINITION: definitions,
        ResourceKind.IMAGE_VERSION: versions,
    }
    counts: Counter[tuple[str, ResourceKind, str]] = Counter()
    last: dict[tuple[str, ResourceKind, str], DeclaredResource] = {}
    for each in resources:
        location = text(each.inputs.get("location"))
        if isinstance(location, str):
            key = each.provider, each.kind, region_name(location)
            counts[key] += 1
            last[key] = each
    for key, each in last.items():
        _, kind, region = key
        problem = over_quota(kind, region_display_name(region) or region, counts[key], limits[kind])
        if problem:
            yield each, problem
