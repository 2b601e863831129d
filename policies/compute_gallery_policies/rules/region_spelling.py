"""region-spelling: A target region is written as Azure gives it back.

## Why

Azure answers "China East 2" to chinaeast2. A tool that compares texts then shows a change where there is none.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinaeast2"
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
        "name": "China East 2"
      }
    ]
  }
}
```

## Fix

Write the display name of the region, or set this rule to remediate, which does it.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.region_spelling import region_spelling, spell_regions

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["regions"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=region_spelling,
    remedy=spell_regions,
)
