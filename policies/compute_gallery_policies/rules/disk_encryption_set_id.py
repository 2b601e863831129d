"""disk-encryption-set-id: Disk encryption sets are given by resource id.

## Why

A bare name is refused, and so is a set of another subscription than the gallery's.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "China East 2",
        "encryption": {
          "osDiskImage": {
            "diskEncryptionSetId": "image-keys"
          }
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
        "name": "China East 2",
        "encryption": {
          "osDiskImage": {
            "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/image-keys"
          }
        }
      }
    ]
  }
}
```

## Fix

Write the complete resource id of a disk encryption set in the gallery's subscription.

## Source

https://learn.microsoft.com/azure/virtual-machines/image-version-encryption
"""  # noqa: E501 # a resource id is one word

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["encryption"])
