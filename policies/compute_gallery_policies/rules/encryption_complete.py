"""encryption-complete: A disk is encrypted with own keys in all regions or in none.

## Why

Azure refuses a version of which one region would hold a disk under the platform's key that another holds under yours.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinaeast2",
        "encryption": {
          "osDiskImage": {
            "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/east"
          }
        }
      },
      {
        "name": "chinanorth3"
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
          "osDiskImage": {
            "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/east"
          }
        }
      },
      {
        "name": "chinanorth3",
        "encryption": {
          "osDiskImage": {
            "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/north"
          }
        }
      }
    ]
  }
}
```

## Fix

Name a disk encryption set of the region for this disk in every target region.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""  # noqa: E501 # a resource id is one word

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["encryption"])
