"""replica-count: A region holds from 1 to 100 replicas of a version.

## Why

Azure refuses other counts; 50 replicas are enough for most fleets.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "China East 2",
        "regionalReplicaCount": 0
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

Write a whole number from 1 to 100, or leave the count out.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules.team.replica_limits import replica_limits

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["regions"],
    check=replica_limits,
    settings={
        "minimum": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "default": 1,
            "description": "The fewest replicas that a region may have.",
        },
        "maximum": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "default": 100,
            "description": "The most replicas that a region may have.",
        },
    },
)
