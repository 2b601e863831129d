"""regions-one-cloud: All regions of a version lie in one Azure cloud.

## Why

Azure China, Azure Government and public Azure share nothing: no subscription can replicate from one to the other.

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
        "name": "westeurope"
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
        "name": "chinanorth3"
      }
    ]
  }
}
```

## Fix

Declare a second gallery in a stack of its own for the other cloud.

## Source

https://learn.microsoft.com/azure/china/overview-operations
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["regions"])
