"""source-region-included: A version is replicated to its own region too.

## Why

Azure builds the version in its own region and refuses a list of regions without it, when the build is already done.

## Refused

```json
{
  "location": "chinaeast2",
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinanorth3"
      }
    ]
  }
}
```

## Accepted

```json
{
  "location": "chinaeast2",
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinanorth3"
      },
      {
        "name": "China East 2"
      }
    ]
  }
}
```

## Fix

Add the version's location to its target regions.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules.team.home_region import add_home_region

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["regions"], remedy=add_home_region)
