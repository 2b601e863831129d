"""disk-encryption-set-subscription: Disk encryption sets lie in the subscription of their gallery.

## Why

Azure refuses a set of another subscription.

## Refused

```json
[
  {
    "type": "Gallery",
    "inputs": {
      "galleryName": "images",
      "location": "westeurope",
      "id": "/subscriptions/2/resourceGroups/rg/providers/Microsoft.Compute/galleries/images"
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "publishingProfile": {
        "targetRegions": [
          {
            "name": "West Europe",
            "encryption": {
              "osDiskImage": {
                "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/westeurope"
              }
            }
          }
        ]
      }
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
      "galleryName": "images",
      "location": "westeurope",
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/galleries/images"
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "publishingProfile": {
        "targetRegions": [
          {
            "name": "West Europe",
            "encryption": {
              "osDiskImage": {
                "diskEncryptionSetId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/westeurope"
              }
            }
          }
        ]
      }
    }
  }
]
```

## Fix

Use a disk encryption set in the gallery's subscription.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""  # noqa: E501 # resource ids are long

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_agreement import disk_encryption_set_subscription

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["security", "stack"],
    check=disk_encryption_set_subscription,
)
