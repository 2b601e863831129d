"""encrypted-version-source: No version is made from one that is encrypted with own keys.

## Why

Azure refuses a version under customer-managed keys as the source of another. A source id in another subscription or
resource group than the stack's version of the same names is of another version, as far as the two are known.

## Refused

```json
[
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
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "hardened",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/galleries/images/images/ubuntu/versions/1.0.0"
        }
      }
    }
  }
]
```

## Accepted

```json
[
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
            "name": "West Europe"
          }
        ]
      }
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "hardened",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/galleries/images/images/ubuntu/versions/1.0.0"
        }
      }
    }
  }
]
```

## Fix

Make both versions from the source of the first.

## Source

https://learn.microsoft.com/azure/virtual-machines/image-version-encryption
"""  # noqa: E501 # resource ids are long

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_agreement import encrypted_version_source

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["security", "sources", "stack"],
    check=encrypted_version_source,
)
