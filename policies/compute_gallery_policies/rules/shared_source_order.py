"""shared-source-order: Versions from one virtual machine or managed image are made one after the other.

## Why

A version must be built and replicated before another is made from the same source; side by side one of them fails,
after hours. A version that is made from another version of the stack has to wait for it in the same way, since Azure
does not find it before. A version that exists already is not waited for.

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
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
        }
      }
    },
    "name": "first"
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.1",
      "location": "westeurope",
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
        }
      }
    },
    "name": "second"
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
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
        }
      }
    },
    "name": "first"
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "galleryImageVersionName": "1.0.1",
      "location": "westeurope",
      "storageProfile": {
        "source": {
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
        }
      }
    },
    "name": "second",
    "dependsOn": [
      "first"
    ]
  }
]
```

## Fix

Let the second version depend on the first (depends_on, dependsOn), or take the source's id from the resource itself.

## Source

https://docs.azure.cn/virtual-machines/image-version
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_sources import shared_source_order

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sources", "stack"],
    check=shared_source_order,
)
