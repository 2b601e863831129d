"""confidential-vm-encryption: Confidential VMs under own keys have an encryption set in every region, others have none.

## Why

With EncryptedWithCmk each region needs the set that encrypts its replica; with the platform's key there is none to
name. Under a definition of the security type ConfidentialVM there is one region only, unless the type is
NonPersistedTPM, so a further region is a warning.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "China East 2",
        "encryption": {
          "osDiskImage": {
            "securityProfile": {
              "confidentialVMEncryptionType": "EncryptedWithCmk"
            }
          }
        }
      }
    ]
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "China East 2",
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
```

## Fix

Add secureVMDiskEncryptionSetId in every region, or write EncryptedWithPmk.

## Source

https://learn.microsoft.com/azure/confidential-computing/create-confidential-vm-from-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["encryption"])
