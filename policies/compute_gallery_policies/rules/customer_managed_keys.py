"""customer-managed-keys: Every disk of a version is encrypted with the team's own key, in every region.

## Why

Where own keys are asked for, one disk in one region without them is a breach.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "West Europe"
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
        "encryption": {
          "osDiskImage": {
            "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/westeurope"
          }
        }
      }
    ]
  }
}
```

## Fix

Name a disk encryption set of the region for each disk, when the version is made.

## Source

https://learn.microsoft.com/azure/virtual-machines/image-version-encryption
"""  # noqa: E501 # resource ids are long

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_security import customer_managed_keys

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["security", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=customer_managed_keys,
)
