"""data-disk-size: A data disk is not larger than images can hold.

## Why

Replication of a larger disk fails, after hours.

## Refused

```json
{
  "location": "westeurope",
  "storageProfile": {
    "dataDiskImages": [
      {
        "lun": 0,
        "sizeInGB": 4096
      }
    ]
  }
}
```

## Accepted

```json
{
  "location": "westeurope",
  "storageProfile": {
    "dataDiskImages": [
      {
        "lun": 0,
        "sizeInGB": 1024
      }
    ]
  }
}
```

## Fix

Make the disk smaller, or use shallow replication, which takes up to 32 TB.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules.azure.data_disks import data_disk_limit

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sources"],
    check=data_disk_limit,
    settings={
        "maximumGb": {
            "type": "integer",
            "minimum": 0,
            "default": 0,
            "description": "The largest data disk in GB; 0 for Azure's limit: 1 TB in China, else 2 TB, shallow 32 TB.",
        },
    },
)
