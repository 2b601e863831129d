"""Shallow replication: one region, one replica, Azure's own keys."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.encryption_sets import set_fields
from compute_gallery_rules.azure.replication import (
    DEFAULT_COUNT,
    EXTENDED_LOCATIONS,
    TARGET_REGIONS,
    effective_replicas,
)
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.inputs import Inputs, entries, integer, read, text
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["is_shallow", "shallow"]

ALLOWED = "with replicationMode Shallow only the version's own region, with one replica"
FULL = "replicationMode Full"


def is_shallow(inputs: Inputs) -> bool:
    """Tell whether a version is known to have shallow replication, in any casing."""
    mode = read(inputs, "publishingProfile.replicationMode")
    return isinstance(mode, str) and mode.strip().lower() == "shallow"


def shallow(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a version with shallow replication stays in its own region, once, under Azure's keys.

    Sources: Packer's checks of Azure's answers (one replica, the build region only); azurerm refuses disk encryption
    sets with it.
    """
    if not is_shallow(inputs):
        return
    regions = list(entries(inputs, TARGET_REGIONS))
    home = text(inputs.get("location"))
    for index, (path, region) in enumerate(regions):
        if region is not UNKNOWN and not isinstance(region, Mapping):
            continue
        name = text(read(region, "name"))
        elsewhere = isinstance(home, str) and isinstance(name, str) and region_name(name) != region_name(home)
        if elsewhere or (index and not (isinstance(home, str) and isinstance(name, str))):
            yield Problem(f"{path}.name", name, "is a further region", ALLOWED, FULL)
        count = effective_replicas(inputs, region)
        if isinstance(count, int) and count > 1:
            yield Problem(f"{path}.regionalReplicaCount", count, "is more than one replica", ALLOWED, "1")
        yield from _further(region, "additionalReplicaSets", f"{path}.", "adds replicas")
        if any(isinstance(text(value), str) for _, value in set_fields(path, region)):
            problem = "is a mapping with a disk encryption set"
            yield Problem(f"{path}.encryption", "encryption", problem, "no disk encryption set with Shallow")
    yield from _further(inputs, EXTENDED_LOCATIONS, "", "adds edge zones")
    count = integer(read(inputs, DEFAULT_COUNT))
    if not regions and isinstance(count, int) and count > 1:
        yield Problem(DEFAULT_COUNT, count, "is more than one replica", ALLOWED, "1")


def _further(inputs: object, listed: str, prefix: str, problem: str) -> Iterator[Problem]:
    """Yield a problem where a list of further replicas has an entry."""
    if any(isinstance(each, Mapping) for _, each in entries(inputs, listed)):
        yield Problem(f"{prefix}{listed}", read(inputs, listed), problem, ALLOWED, FULL)
