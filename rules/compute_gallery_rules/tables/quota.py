"""How much of Azure's quota a program's declarations use."""

from typing import Final

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import ResourceKind

__all__ = ["QUOTA", "over_quota"]

QUOTA: Final = {
    ResourceKind.GALLERY: 100,
    ResourceKind.IMAGE_DEFINITION: 1_000,
    ResourceKind.IMAGE_VERSION: 10_000,
}
"""Resources of each kind in one subscription and region. Source: Azure's page on galleries, "Limits"."""

WORDS = {
    ResourceKind.GALLERY: "galleries",
    ResourceKind.IMAGE_DEFINITION: "image definitions",
    ResourceKind.IMAGE_VERSION: "image versions",
}


def over_quota(kind: ResourceKind, region: str, declared: int, limit: int | None = None) -> Problem | None:
    """Warn of more resources of one kind in one region than Azure documents; None where they fit.

    `limit` takes the place of what Azure documents. It is a warning, because Azure raises quotas on request.
    """
    most = QUOTA[kind] if limit is None else limit
    if declared <= most:
        return None
    problem = f"is a region with more than {most:,} {WORDS[kind]} in this program"
    allowed = f"{most:,} in one subscription and region, unless Azure has raised the quota"
    return Problem(
        "location", region, problem, allowed, "another region, or use a second subscription", Severity.WARNING
    )
