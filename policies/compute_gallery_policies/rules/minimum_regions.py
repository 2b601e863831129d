"""minimum-regions: A version is replicated to at least as many regions as the team asks for.

## Why

With one region a fleet cannot grow elsewhere when that region fails.

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
        "name": "West Europe"
      },
      {
        "name": "North Europe"
      }
    ]
  }
}
```

## Fix

Add a target region.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_regions import minimum_regions

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["regions", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=minimum_regions,
    settings={
        "minimum": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "default": 2,
            "description": "The fewest regions that hold a version.",
        },
    },
)
