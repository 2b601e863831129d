"""agrees-with-gallery: Definitions and versions fit the way in which their gallery is shared.

## Why

Azure refuses encrypted versions, some security types and other regions in a gallery that is shared with groups or with
the community.

## Refused

```json
[
  {
    "type": "Gallery",
    "inputs": {
      "galleryName": "images",
      "location": "westeurope",
      "sharingProfile": {
        "permissions": "Groups"
      }
    }
  },
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "hyperVGeneration": "V2",
      "features": [
        {
          "name": "SecurityType",
          "value": "TrustedLaunch"
        }
      ]
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
      "sharingProfile": {
        "permissions": "Groups"
      }
    }
  },
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "hyperVGeneration": "V2",
      "features": [
        {
          "name": "SecurityType",
          "value": "TrustedLaunchSupported"
        }
      ]
    }
  }
]
```

## Fix

Use a private gallery for it, or what the message proposes.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-direct
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_agreement import agrees_with_gallery

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sharing", "stack"],
    check=agrees_with_gallery,
)
