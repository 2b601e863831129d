"""uefi-settings: UEFI settings hold keys, do not contradict themselves, and are for a cloud that has them.

## Why

A machine whose boot loader fits none of the keys does not start, and the image cannot be changed any more.

## Refused

```json
{
  "location": "westeurope",
  "securityProfile": {
    "uefiSettings": {
      "signatureTemplateNames": [
        "NoSignatureTemplate"
      ],
      "additionalSignatures": {
        "db": [
          {
            "type": "sha256",
            "value": [
              "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="
            ]
          }
        ]
      }
    }
  }
}
```

## Accepted

```json
{
  "location": "westeurope",
  "securityProfile": {
    "uefiSettings": {
      "signatureTemplateNames": [
        "MicrosoftUefiCertificateAuthorityTemplate"
      ],
      "additionalSignatures": {
        "db": [
          {
            "type": "sha256",
            "value": [
              "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="
            ]
          }
        ]
      }
    }
  }
}
```

## Fix

Name Microsoft's template and append keys to it, or bring pk, kek and db, each as Base64.

## Source

https://learn.microsoft.com/azure/virtual-machines/trusted-launch-secure-boot-custom-uefi
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["security"],
)
