"""source-machine-stopped: A version is made from a virtual machine that has been stopped.

## Why

A machine that the same run makes is running, and not generalized, when the version is made from it.

## Refused

```json
[
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "ubuntu",
      "location": "westeurope",
      "osState": "Generalized"
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
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/source"
        }
      }
    },
    "origin": {
      "name": "source",
      "type": "VirtualMachine",
      "inputs": {
        "location": "westeurope"
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
      "osState": "Generalized"
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
          "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/source"
        }
      }
    },
    "origin": {
      "name": "source",
      "type": "VirtualMachine",
      "inputs": {
        "location": "westeurope",
        "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/source"
      }
    }
  }
]
```

## Fix

Make the machine in a run before, prepare and deallocate it, and then make the version.

## Source

https://docs.azure.cn/virtual-machines/image-version
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_origins import source_machine_stopped

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["sources", "stack"],
    check=source_machine_stopped,
)
