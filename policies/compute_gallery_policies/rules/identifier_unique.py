"""identifier-unique: No two definitions of a gallery have the same publisher, offer and sku.

## Why

Azure refuses the second one, after the first was made.

## Refused

```json
[
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "identifier": {
        "publisher": "contoso",
        "offer": "ubuntu",
        "sku": "22_04-lts"
      }
    }
  },
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu-hardened",
      "identifier": {
        "publisher": "contoso",
        "offer": "ubuntu",
        "sku": "22_04-lts"
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
      "identifier": {
        "publisher": "contoso",
        "offer": "ubuntu",
        "sku": "22_04-lts"
      }
    }
  },
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu-hardened",
      "identifier": {
        "publisher": "contoso",
        "offer": "ubuntu",
        "sku": "22_04-lts-hardened"
      }
    }
  }
]
```

## Fix

Give each definition a sku of its own.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.identifier_unique import identifier_unique

__all__ = ["policy"]

policy = stack_policy(__doc__, severity=Severity.HIGH, tags=["names", "stack"], check=identifier_unique)
