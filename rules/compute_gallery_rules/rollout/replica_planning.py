"""How many replicas a region needs for the machines that are created there at the same time."""

from dataclasses import dataclass

from compute_gallery_rules.tables.target_regions import MAX_REPLICA_COUNT, MIN_REPLICA_COUNT

__all__ = ["VIRTUAL_MACHINES_PER_REPLICA", "ReplicaPlan", "planned_replicas"]

VIRTUAL_MACHINES_PER_REPLICA = 50


@dataclass(frozen=True, slots=True)
class ReplicaPlan:
    """What a demand asks for, and what a region can hold."""

    needed: int
    """Replicas that the demand asks for: 1 or more."""
    count: int
    """Replicas to declare: `needed`, at most 100."""


def planned_replicas(virtual_machines: int = 0, virtual_machine_scale_sets: int = 0) -> ReplicaPlan:
    """Plan the replicas of one region: 1 for every 50 virtual machines, begun, and 1 for every scale set.

    Both are numbers of what is created at the same time; less than 0 counts as 0. Source: Azure's page on galleries,
    "for every 50 VMs that you create concurrently, we recommend you keep one replica", "for each scale set you create
    concurrently, we recommend you keep one replica", and its maximum of 100.
    """
    for_machines = -(-max(virtual_machines, 0) // VIRTUAL_MACHINES_PER_REPLICA)
    needed = max(MIN_REPLICA_COUNT, for_machines + max(virtual_machine_scale_sets, 0))
    return ReplicaPlan(needed, min(needed, MAX_REPLICA_COUNT))
