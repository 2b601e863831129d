"""protected-from-early-deletion: A version cannot be deleted before its end of life.

## Why

A scale set whose image is deleted cannot grow any more.

## Refused

```json
{
  "publishingProfile": {
    "endOfLifeDate": "2099-12-31"
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "endOfLifeDate": "2099-12-31"
  },
  "safetyProfile": {
    "blockDeletionBeforeEndOfLife": true
  }
}
```

## Fix

Write safetyProfile.blockDeletionBeforeEndOfLife true, beside an end of life date.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_lifecycle import protected_from_early_deletion
from compute_gallery_rules.team.team_remedies import block_early_deletion

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["lifecycle", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=protected_from_early_deletion,
    remedy=block_early_deletion,
)
