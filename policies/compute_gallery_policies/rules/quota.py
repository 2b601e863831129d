"""quota: A region holds no more galleries, definitions and versions than a subscription may have.

## Why

Azure refuses what goes beyond 100 galleries, 1,000 definitions and 10,000 versions of a subscription in one region.

## Settings

```json
{
  "galleries": 1
}
```

## Refused

```json
[
  {
    "type": "Gallery",
    "inputs": {
      "location": "westeurope"
    }
  },
  {
    "type": "Gallery",
    "inputs": {
      "location": "westeurope"
    }
  }
]
```

## Accepted

```json
[
  {
    "type": "Gallery",
    "inputs": {
      "location": "westeurope"
    }
  },
  {
    "type": "Gallery",
    "inputs": {
      "location": "northeurope"
    }
  }
]
```

## Fix

Use another region or subscription for some of them, retire versions, or ask for a higher quota.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_quota import quota

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["stack"],
    check=quota,
    settings={
        "galleries": {
            "type": "integer",
            "minimum": 1,
            "default": 100,
            "description": "The most galleries of a subscription in one region.",
        },
        "definitions": {
            "type": "integer",
            "minimum": 1,
            "default": 1000,
            "description": "The most image definitions of a subscription in one region.",
        },
        "versions": {
            "type": "integer",
            "minimum": 1,
            "default": 10000,
            "description": "The most image versions of a subscription in one region.",
        },
    },
)
