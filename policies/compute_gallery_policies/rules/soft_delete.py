"""soft-delete: A gallery keeps its deleted versions for a while.

## Why

A version that was deleted by mistake can then be restored.

## Refused

```json
{
  "galleryName": "images"
}
```

## Accepted

```json
{
  "galleryName": "images",
  "softDeletePolicy": {
    "isSoftDeleteEnabled": true
  }
}
```

## Fix

Write softDeletePolicy.isSoftDeleteEnabled true, once the subscription has the feature.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_lifecycle import soft_delete

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["lifecycle", "team"],
    kinds=(ResourceKind.GALLERY,),
    check=soft_delete,
)
