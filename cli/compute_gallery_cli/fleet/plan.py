"""What a fleet would deploy, without asking anybody: stacks, replicas by region, the use of Azure's quota."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from compute_gallery_cli.fleet.fleet_file import Fleet
from compute_gallery_cli.fleet.order import waits_for
from compute_gallery_cli.fleet.proposal import USUAL
from compute_gallery_cli.fleet.replicas import declared_homes, replicas_of
from compute_gallery_cli.fleet.splitting import FleetStack
from compute_gallery_cli.output import counted
from compute_gallery_rules import QUOTA, ResourceKind, over_quota, region_display_name
from compute_gallery_rules.values.printable import escaped

__all__ = ["plan_document", "plan_tables", "quota_lines", "size_lines"]

ELSEWHERE = "as signed in"
"""What stands for a subscription that the file does not name."""
MANY = 60
"""Stacks beyond which a table shows the largest only."""


def plan_document(stacks: Sequence[FleetStack]) -> dict[str, Any]:
    """Return the plan as JSON has it. Raises GalleryError where stacks wait for each other."""
    rows = []
    waits = waits_for(stacks)
    used: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for stack in stacks:
        subscription = stack.fleet.subscription or ELSEWHERE
        replicas = replicas_of(stack)
        for region, count in replicas.items():
            used[subscription, region]["replicas"] += count
        for region, is_version in declared_homes(stack):
            used[subscription, region]["versions" if is_version else "definitions"] += 1
        rows.append(
            {
                "stack": stack.name,
                "definitions": len(stack.definitions),
                "versions": stack.versions,
                "replicas": replicas.total(),
                "after": waits[stack.name],
            }
        )
    regions = [
        {"subscription": subscription, "region": region, **{name: counts[name] for name in KINDS}}
        for (subscription, region), counts in sorted(used.items())
    ]
    return {"stacks": rows, "regions": regions}


TOO_MANY = 3 * USUAL
KINDS = ("definitions", "versions", "replicas")


def quota_lines(document: dict[str, Any]) -> Iterator[str]:
    """Yield a warning for each region of a subscription with more than Azure documents."""
    for region in document["regions"]:
        for kind, name in ((ResourceKind.IMAGE_DEFINITION, "definitions"), (ResourceKind.IMAGE_VERSION, "versions")):
            if over_quota(kind, region["region"], region[name]):
                where = f"{title(region['region'])} of subscription {escaped(region['subscription'])}"
                most = f"{QUOTA[kind]:,}"
                yield f"{where}: {region[name]:,} {name}, of {most} unless Azure has raised the quota"


def size_lines(document: dict[str, Any]) -> Iterator[str]:
    """Yield a note where stacks are so large that writing their state takes most of an update."""
    large = [row for row in document["stacks"] if row["versions"] > TOO_MANY and row["definitions"] > 1]
    if large:
        names = ", ".join(row["stack"] for row in large[:5]) + (" and more" if len(large) > 5 else "")  # noqa: PLR2004
        yield f"{names}: more than {TOO_MANY} versions in a stack; about {USUAL} deploy faster (--propose {USUAL})"


def plan_tables(fleets: Sequence[Fleet], document: dict[str, Any]) -> Iterator[str | Table]:
    """Yield lines and tables for a person."""
    own = {fleet.prefix for fleet in fleets}
    rows = document["stacks"]
    counts = counted({name: sum(row[name] for row in rows) for name in ("definitions", "versions")})
    others = counted({"stacks": len(rows) - len(own)})
    beside = "the gallery's own" if len(own) == 1 else f"the {len(own)} galleries' own"
    name = fleets[0].prefix if len(own) == 1 else f"{len(own)} fleets"
    yield f"{name}: {counts}, in {others} beside {beside}"
    shown = rows
    if len(rows) > MANY:
        shown = sorted(rows, key=lambda row: -int(row["versions"]))[:MANY]
    yield table(("Stack",), (*(row_of(row, ("stack",)) for row in shown),))
    if len(rows) > MANY:
        yield f"The {MANY} largest of {len(rows):,} stacks; --json has all."
    places = [row for row in document["regions"] if not any(row is one for one in hidden(document["regions"]))]
    yield table(("Subscription", "Region"), (*(quota_row(row) for row in places),))
    if len(places) < len(document["regions"]):
        yield f"The {MANY} fullest of {len(document['regions']):,} regions of subscriptions; --json has all."


def hidden(regions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a table has no room for."""
    return sorted(regions, key=lambda row: -int(row["versions"]))[MANY:]


def row_of(row: dict[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """Return one row with its counts."""
    return (*(str(row[name]) for name in names), *(f"{row[name]:,}" for name in KINDS))


def quota_row(row: dict[str, Any]) -> tuple[str, ...]:
    """Return a region's row, with what Azure documents beside what is used of it."""
    limits = {"definitions": QUOTA[ResourceKind.IMAGE_DEFINITION], "versions": QUOTA[ResourceKind.IMAGE_VERSION]}
    cells = [f"{row[name]:,} of {limits[name]:,}" if row[name] else "" for name in limits]
    return (escaped(row["subscription"]), title(row["region"]), *cells, f"{row['replicas']:,}")


def title(region: str) -> str:
    """Return a region as people call it."""
    return region_display_name(region) or escaped(region)


def table(first: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Table:
    """Return a table whose last three columns are numbers."""
    made = Table(box=SIMPLE_HEAD, show_edge=False)
    for name in first:
        made.add_column(name)
    for name in KINDS:
        made.add_column(name.capitalize(), justify="right")
    for row in rows:
        made.add_row(*row)
    return made
