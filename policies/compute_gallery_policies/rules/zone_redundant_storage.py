"""zone-redundant-storage: Replicas lie on zone-redundant storage where there are availability zones.

## Why

With Standard_LRS the loss of one zone takes the image with it.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "West Europe",
        "storageAccountType": "Standard_LRS"
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
        "storageAccountType": "Standard_ZRS"
      }
    ]
  }
}
```

## Fix

Write Standard_ZRS for this region, when the version is made: the storage of a version cannot be changed later.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_regions import zone_redundant_storage

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["regions", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=zone_redundant_storage,
    settings={
        "regions": {
            "type": "array",
            "items": {
                "type": "string",
            },
            "default": [],
            "description": "The regions to look at; none for every region that is known to have availability zones.",
        },
    },
)
