"""end-of-life-set: A version says when its life ends.

## Why

Without a date nobody knows when an image with old packages should be gone.

## Refused

```json
{
  "publishingProfile": {
    "replicaCount": 1
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "replicaCount": 1,
    "endOfLifeDate": "2099-12-31"
  }
}
```

## Fix

Write publishingProfile.endOfLifeDate, such as "2099-12-31".

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_lifecycle import end_of_life_set

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["lifecycle", "team"],
    kinds=(
        ResourceKind.IMAGE_DEFINITION,
        ResourceKind.IMAGE_VERSION,
    ),
    check=end_of_life_set,
    settings={
        "definitions": {
            "type": "boolean",
            "default": False,
            "description": "Whether definitions need a date too.",
        },
    },
)
