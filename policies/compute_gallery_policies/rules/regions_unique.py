"""regions-unique: A version is replicated to each region once.

## Why

China East 2 and chinaeast2 are one region. Azure refuses a list that names it twice, in whatever spelling.

## Refused

```json
{
  "location": "chinaeast2",
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinaeast2"
      },
      {
        "name": "China East 2"
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
        "name": "chinaeast2"
      },
      {
        "name": "China North 3"
      }
    ]
  }
}
```

## Fix

Keep one entry for the region, with the replica count that is meant.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["regions"])
