"""version-agrees-with-source: A version and its definition agree with the source that the stack declares too.

## Why

Azure compares the two when the version is made, at the end of a long build. A version that is made from another version
has to lie in one of the regions that hold that one, and its definition has to be of the same kind as that one's.

## Refused

```json
[
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "osType": "Linux",
      "hyperVGeneration": "V1"
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/source"
        }
      }
    },
    "origin": {
      "name": "source",
      "type": "Image",
      "inputs": {
        "location": "westeurope",
        "hyperVGeneration": "V2"
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
      "osType": "Linux",
      "hyperVGeneration": "V2"
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/source"
        }
      }
    },
    "origin": {
      "name": "source",
      "type": "Image",
      "inputs": {
        "location": "westeurope",
        "hyperVGeneration": "V2"
      }
    }
  }
]
```

## Fix

Make a definition with the source's generation, OS type and state, and the version in the source's region, or in one of
a source version's regions.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_origins import version_agrees_with_source

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sources", "stack"],
    check=version_agrees_with_source,
)
