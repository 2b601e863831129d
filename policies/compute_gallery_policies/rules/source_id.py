"""source-id: A source is given by the resource id of a kind that its field takes.

## Why

A disk's id does not go where an image's is due. Azure says so only when the build has begun.

## Refused

```json
{
  "storageProfile": {
    "source": {
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/snapshots/os"
    }
  }
}
```

## Accepted

```json
{
  "storageProfile": {
    "osDiskImage": {
      "source": {
        "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/snapshots/os"
      }
    }
  }
}
```

## Fix

Write the complete resource id, beginning with /subscriptions/, into the field for its kind.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sources"])
