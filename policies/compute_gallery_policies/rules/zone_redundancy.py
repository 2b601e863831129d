"""zone-redundancy: Zone-redundant storage is asked for where there are zones.

## Why

Azure refuses it in a region without availability zones. Regions gain zones, which is why it is only advice.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "China North",
        "storageAccountType": "Standard_ZRS"
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
        "name": "China North 3",
        "storageAccountType": "Standard_ZRS"
      }
    ]
  }
}
```

## Fix

Write Standard_LRS or Premium_LRS for this region.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.LOW, tags=["regions"])
