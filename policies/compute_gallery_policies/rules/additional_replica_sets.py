"""additional-replica-sets: Additional replicas of a region name a type of storage, each once.

## Why

Two sets on one type of storage leave open how many replicas are meant.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "West Europe",
        "additionalReplicaSets": [
          {
            "storageAccountType": "Premium_LRS",
            "regionalReplicaCount": 1
          },
          {
            "storageAccountType": "Premium_LRS",
            "regionalReplicaCount": 2
          }
        ]
      }
    ]
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "West Europe",
        "additionalReplicaSets": [
          {
            "storageAccountType": "Premium_LRS",
            "regionalReplicaCount": 3
          }
        ]
      }
    ]
  }
}
```

## Fix

Write one set for each type of storage.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["regions"],
)
