"""encryption-source: A version under own keys is made from a machine, an image, a disk or a snapshot.

## Why

Azure's list of sources that it encrypts from has no image of a gallery in it.

## Refused

```json
{
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
  },
  "storageProfile": {
    "source": {
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/galleries/golden/images/ubuntu/versions/1.0.0"
    }
  }
}
```

## Accepted

```json
{
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
  },
  "storageProfile": {
    "source": {
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"
    }
  }
}
```

## Fix

Make the version from what the other version was made from.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""  # noqa: E501 # resource ids are long

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["security", "sources"],
)
