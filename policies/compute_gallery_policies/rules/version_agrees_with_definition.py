"""version-agrees-with-definition: A version fits the definition that it belongs to.

## Why

A security type, UEFI keys or an end of life that contradict each other show when a machine is made, not before.

## Refused

```json
[
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "endOfLifeDate": "2098-12-31"
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
        "endOfLifeDate": "2099-12-31"
      }
    }
  }
]
```

## Accepted

```json
[
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "endOfLifeDate": "2099-12-31"
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
        "endOfLifeDate": "2099-12-31"
      }
    }
  }
]
```

## Fix

Change the version, or make a definition that fits it.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_agreement import version_agrees_with_definition

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["shape", "stack"],
    check=version_agrees_with_definition,
)
