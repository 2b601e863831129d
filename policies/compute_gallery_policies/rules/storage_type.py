"""storage-type: Replicas are stored on a type of storage that images can have.

## Why

Disks have more types than images. StandardSSD_LRS is for edge zones only.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "China East 2",
        "storageAccountType": "StandardSSD_LRS"
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
        "name": "China East 2",
        "storageAccountType": "Standard_LRS"
      }
    ]
  }
}
```

## Fix

Write Standard_LRS, Standard_ZRS, Premium_LRS or PremiumV2_LRS.

## Source

https://learn.microsoft.com/rest/api/compute/gallery-image-versions/create-or-update
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["regions"])
