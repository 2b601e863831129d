"""encryption-luns: Encryption names each LUN once, and only LUNs of data disks.

## Why

A LUN that no data disk has, or that stands twice in a region, is refused.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinaeast2",
        "encryption": {
          "dataDiskImages": [
            {
              "lun": 0,
              "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/a"
            },
            {
              "lun": 0,
              "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/b"
            }
          ]
        }
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
        "name": "chinaeast2",
        "encryption": {
          "dataDiskImages": [
            {
              "lun": 0,
              "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/a"
            },
            {
              "lun": 1,
              "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/b"
            }
          ]
        }
      }
    ]
  }
}
```

## Fix

Write the LUN of each data disk once in each region.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""  # noqa: E501 # a resource id is one word

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["encryption"])
