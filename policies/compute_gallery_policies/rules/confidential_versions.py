"""confidential-versions: Versions of the security type ConfidentialVM come from a machine and stay in its region.

## Why

Azure refuses a managed image as their source, a region without a type of encryption, and any region but the version's
own, unless the type is NonPersistedTPM. It says so when the version is made.

## Refused

```json
[
  {
    "type": "GalleryImage",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "sealed",
      "features": [{"name": "SecurityType", "value": "ConfidentialVM"}]
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "sealed",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "publishingProfile": {
        "targetRegions": [{"name": "West Europe"}]
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
      "galleryImageName": "sealed",
      "features": [{"name": "SecurityType", "value": "ConfidentialVM"}]
    }
  },
  {
    "type": "GalleryImageVersion",
    "inputs": {
      "galleryName": "images",
      "galleryImageName": "sealed",
      "galleryImageVersionName": "1.0.0",
      "location": "westeurope",
      "publishingProfile": {
        "targetRegions": [
          {
            "name": "West Europe",
            "encryption": {
              "osDiskImage": {
                "securityProfile": {
                  "confidentialVMEncryptionType": "EncryptedWithPmk"
                }
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

Make the version from the machine, its disk or a snapshot, in one region, with confidentialVMEncryptionType there. For
several regions use the security type ConfidentialVMSupported.

## Source

https://learn.microsoft.com/azure/confidential-computing/create-confidential-vm-from-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.stack_policy import stack_policy
from compute_gallery_rules.together.stack_agreement import confidential_versions

__all__ = ["policy"]

policy = stack_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["encryption", "stack"],
    check=confidential_versions,
)
