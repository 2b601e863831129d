"""shallow: Shallow replication stays in the version's own region, with one replica.

## Why

Shallow replication does not copy the image, so there is nothing to replicate elsewhere, or more than once.

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
        "name": "chinanorth3"
      }
    ],
    "replicationMode": "Shallow"
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
      }
    ],
    "replicationMode": "Shallow"
  }
}
```

## Fix

Keep only the version's own region with one replica, or write replicationMode Full.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["regions"])
