"""data-disk-luns: Each data disk has a LUN of its own.

## Why

The LUN is a disk's place in the virtual machine, and can never be changed in a version.

## Refused

```json
{
  "storageProfile": {
    "dataDiskImages": [
      {
        "lun": 0
      },
      {
        "lun": 0
      }
    ]
  }
}
```

## Accepted

```json
{
  "storageProfile": {
    "dataDiskImages": [
      {
        "lun": 0
      },
      {
        "lun": 1
      }
    ]
  }
}
```

## Fix

Give each data disk another whole number from 0.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sources"])
