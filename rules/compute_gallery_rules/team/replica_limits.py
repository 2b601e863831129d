"""How many replicas a team wants in each region."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import TARGET_REGIONS, replica_count
from compute_gallery_rules.azure.shallow import is_shallow
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.target_regions import MAX_REPLICA_COUNT, MIN_REPLICA_COUNT
from compute_gallery_rules.values.inputs import Inputs, entries, integer, read
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["replica_limits"]

DEFAULT = "publishingProfile.replicaCount"


def replica_limits(inputs: Inputs, context: Context, *, minimum: int, maximum: int) -> Iterator[Problem]:
    """Check each region's replicas as Azure does, and against a team's own minimum and maximum.

    A region without a count has the version's own, which is 1 where it is not given. A shallow version is left alone:
    it has one replica.
    """
    yield from replica_count(inputs, context)
    if is_shallow(inputs) or read(inputs, "publishingProfile.replicationMode") is UNKNOWN:
        return
    default = read(inputs, DEFAULT)
    for path, region in entries(inputs, TARGET_REGIONS):
        field = f"{path}.regionalReplicaCount"
        own = read(region, "regionalReplicaCount")
        value = integer(default if own is None else own) if (own, default) != (None, None) else 1
        if not isinstance(value, int) or not MIN_REPLICA_COUNT <= value <= MAX_REPLICA_COUNT:
            continue
        if not minimum <= value <= maximum:
            allowed = f"{minimum} to {maximum} replicas in each region"
            instead = str(minimum if value < minimum else maximum)
            yield Problem(field, value, "is outside this team's limits", allowed, instead)
