"""Where a version is replicated to, typed or in the shorthand `region[=replicas][=storage]`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

from pulumi import Input

from compute_gallery_rules import Finding, Severity, ShorthandError, parse_target_region
from pulumi_azure_compute_gallery.shapes.edge_zone import AdditionalReplicaSet
from pulumi_azure_compute_gallery.shapes.encryption import Encryption

__all__ = ["TargetRegion", "regions", "shorthand_problems"]


class TargetRegion(TypedDict, total=False):
    """One region that a version is replicated to (S18 to S20)."""

    name: Input[str]
    """The region, as "China East 2" or chinaeast2."""
    regional_replica_count: Input[int]
    """Replicas in this region, 1 to 100. Default: the version's replica_count."""
    storage_account_type: Input[str]
    """Standard_LRS, Standard_ZRS, Premium_LRS or PremiumV2_LRS, in any casing. Default: the version's own."""
    exclude_from_latest: Input[bool]
    """Whether "latest" passes over the version in this region. Default: false."""
    encryption: Input[Encryption]
    """How the replicas are encrypted: all regions say it, or none."""
    additional_replica_sets: Input[Sequence[Input[AdditionalReplicaSet]]]
    """Further replicas that new disks are made from directly."""


def regions(*shorthand: str) -> list[TargetRegion]:
    """Read target regions from the Azure CLI's shorthand: `regions("chinaeast2", "chinanorth=2=standard_zrs")` (S20).

    A shorthand that cannot be read is kept as the region's name, so that the version reports it with all else that is
    wrong, and names itself.
    """
    return [parsed(text) for text in shorthand]


def parsed(text: str) -> TargetRegion:
    """Read one region from its shorthand."""
    try:
        read = parse_target_region(text)
    except ShorthandError:
        return TargetRegion(name=text)
    region = TargetRegion(name=read.name)
    if read.replica_count is not None:
        region["regional_replica_count"] = read.replica_count
    if read.storage_account_type is not None:
        region["storage_account_type"] = read.storage_account_type
    return region


def shorthand_problems(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Make a finding for each target region whose shorthand cannot be read."""
    for field in ("target_regions", "replicate_to"):
        declared = args.get(field)
        for index, region in enumerate(declared if isinstance(declared, list) else []):
            text = region.get("name") if isinstance(region, Mapping) else region
            if not isinstance(text, str) or (field == "target_regions" and "=" not in text):
                continue
            try:
                parse_target_region(text)
            except ShorthandError as error:
                yield Finding(
                    rule="target-region",
                    field=f"{field}[{index}]",
                    value=error.value,
                    problem=error.problem,
                    allowed=error.allowed,
                    instead=error.instead,
                    severity=Severity.ERROR,
                )
    if "target_regions" in args and "replicate_to" in args:
        allowed = "one of target_regions and replicate_to"
        problem = "is given beside target_regions"
        yield Finding("target-region", "replicate_to", "the list", problem, allowed, None, Severity.ERROR)
