"""region-named: Each region has a name.

## Why

Azure needs the name of each region to replicate to, and takes no empty one.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "regionalReplicaCount": 2
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
        "regionalReplicaCount": 2
      }
    ]
  }
}
```

## Fix

Write the region's name, such as China East 2 or chinaeast2.

## Source

https://learn.microsoft.com/rest/api/compute/gallery-image-versions/create-or-update
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["regions"])
