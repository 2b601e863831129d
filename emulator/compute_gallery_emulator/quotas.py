"""How many resources of a type a subscription may have in one region.

Source: Azure's pages "Azure Compute Gallery" and "VM applications" (galleries 100, definitions 1,000, versions 10,000,
application versions 300). Code and words are Azure's general ones for a quota.
"""

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.regions import display_region
from compute_gallery_emulator.resource_type import Change

__all__ = ["QUOTAS", "judge_quota"]

QUOTAS = {
    "Microsoft.Compute/galleries": 100,
    "Microsoft.Compute/galleries/images": 1_000,
    "Microsoft.Compute/galleries/images/versions": 10_000,
    "Microsoft.Compute/galleries/applications/versions": 300,
}
"""Resources by type, in one subscription and region."""


def judge_quota(change: Change, type_name: str) -> None:
    """Refuse (409 OperationNotAllowed) a new resource where the region has as many as are allowed."""
    limit, estate, subscription = QUOTAS[type_name], change.estate, change.address.subscription
    # Only a subscription near the limit has its regions told apart.
    if not estate.may_have(subscription, type_name, limit):
        return
    used = sum(record.body.get("location") == change.location for record in estate.of_type(subscription, type_name))
    if used >= limit:
        message = (
            f"Operation could not be completed as it results in exceeding approved {type_name} quota. Location: "
            f"{display_region(change.location)}, Current Limit: {limit}, Current Usage: {used}, Additional Required: "
            f"1, (Minimum) New Limit Required: {used + 1}."
        )
        raise ArmError(409, "OperationNotAllowed", message)
