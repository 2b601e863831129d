"""community-gallery-images: What a community gallery publishes has no purchase plan and is generalized.

## Why

Partner images of the Marketplace cannot be published, and a specialized image may hold accounts and secrets of one
machine.

## Refused

```json
[
  {
    "type": "Gallery",
    "inputs": {
      "galleryName": "images",
      "location": "westeurope",
      "sharingProfile": {
        "permissions": "Community"
      }
    }
  },
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "osState": "Specialized"
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
        "permissions": "Community"
      }
    }
  },
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "osState": "Generalized"
    }
  }
]
```

## Fix

Publish a generalized image of your own, or use a private gallery.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-community
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_agreement import community_gallery_images

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sharing", "stack"],
    check=community_gallery_images,
)
