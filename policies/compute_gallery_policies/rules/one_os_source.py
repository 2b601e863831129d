"""one-os-source: A version has one source of its OS disk.

## Why

Azure refuses a version with no source or with two, and which one was meant it cannot tell.

## Refused

```json
{
  "storageProfile": {
    "source": {
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
    },
    "osDiskImage": {
      "source": {
        "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/snapshots/os"
      }
    }
  }
}
```

## Accepted

```json
{
  "storageProfile": {
    "source": {
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
    }
  }
}
```

## Fix

Keep one: a virtual machine, managed image or image version in storageProfile.source, or a source of the OS disk.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sources"])
