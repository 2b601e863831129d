"""features: Features have names and values that Azure takes, and go with the generation.

## Why

Features can hardly be changed later, and a security type needs a definition of the second generation.

## Refused

```json
{
  "hyperVGeneration": "V1",
  "features": [
    {
      "name": "SecurityType",
      "value": "TrustedLaunch"
    }
  ]
}
```

## Accepted

```json
{
  "hyperVGeneration": "V2",
  "features": [
    {
      "name": "SecurityType",
      "value": "TrustedLaunch"
    }
  ]
}
```

## Fix

Write one of the values that the message lists, and V2 with a security type.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["definitions"])
