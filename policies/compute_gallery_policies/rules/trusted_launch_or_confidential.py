"""trusted-launch-or-confidential: Images are made for trusted launch or for confidential virtual machines.

## Why

The security type of a definition decides what its machines can have. Where it is not written it is none before API
version 2025-03-03, and from that version on TrustedLaunchSupported for V2.

## Refused

```json
{
  "osType": "Linux",
  "hyperVGeneration": "V2"
}
```

## Accepted

```json
{
  "osType": "Linux",
  "hyperVGeneration": "V2",
  "features": [
    {
      "name": "SecurityType",
      "value": "TrustedLaunchSupported"
    }
  ]
}
```

## Fix

Add the feature SecurityType with one of the values that the message names, and hyperVGeneration V2.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_security import trusted_launch_or_confidential

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["security", "team"],
    kinds=(ResourceKind.IMAGE_DEFINITION,),
    check=trusted_launch_or_confidential,
    settings={
        "securityTypes": {
            "type": "array",
            "items": {
                "type": "string",
                "enum": [
                    "Standard",
                    "TrustedLaunchSupported",
                    "TrustedLaunch",
                    "ConfidentialVMSupported",
                    "ConfidentialVM",
                    "TrustedLaunchAndConfidentialVmSupported",
                ],
            },
            "default": [
                "TrustedLaunchSupported",
                "TrustedLaunch",
                "ConfidentialVMSupported",
                "ConfidentialVM",
                "TrustedLaunchAndConfidentialVmSupported",
            ],
            "description": "The security types that are allowed. The first is the one that messages propose.",
        },
    },
)
