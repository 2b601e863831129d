"""recommended-range: Recommended minimums are not above their maximums.

## Why

Azure refuses the definition, and the portal shows the range to everybody who uses the image.

## Refused

```json
{
  "recommended": {
    "vCPUs": {
      "min": 8,
      "max": 2
    }
  }
}
```

## Accepted

```json
{
  "recommended": {
    "vCPUs": {
      "min": 2,
      "max": 8
    }
  }
}
```

## Fix

Write whole numbers from 1, the minimum not above the maximum.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["definitions"])
