"""disk-sources-unique: Each disk of a version has a source of its own.

## Why

Two disks of a version cannot be made from one disk, snapshot or VHD.

## Refused

```json
{
  "storageProfile": {
    "osDiskImage": {
      "source": {
        "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/snapshots/os"
      }
    },
    "dataDiskImages": [
      {
        "lun": 0,
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/snapshots/os"
        }
      }
    ]
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
    },
    "dataDiskImages": [
      {
        "lun": 0,
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/snapshots/data"
        }
      }
    ]
  }
}
```

## Fix

Copy the disk, or drop the second entry.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sources"])
