"""latest-exists: Each definition has a latest version in every region that holds its versions.

## Why

A virtual machine that asks for the latest version fails where all versions are excluded from it.

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
        "excludeFromLatest": true,
        "targetRegions": [
          {
            "name": "West Europe"
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
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.1",
      "location": "westeurope",
      "publishingProfile": {
        "excludeFromLatest": true,
        "targetRegions": [
          {
            "name": "West Europe"
          }
        ]
      }
    }
  }
]
```

## Fix

Leave one version in each region included.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_latest import latest_exists

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["lifecycle", "stack"],
    check=latest_exists,
)
