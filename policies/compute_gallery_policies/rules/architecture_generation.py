"""architecture-generation: An Arm64 definition is of the second generation.

## Why

Arm64 virtual machines are of the second generation only.

## Refused

```json
{
  "architecture": "Arm64",
  "hyperVGeneration": "V1"
}
```

## Accepted

```json
{
  "architecture": "Arm64",
  "hyperVGeneration": "V2"
}
```

## Fix

Write hyperVGeneration V2.

## Source

https://learn.microsoft.com/azure/virtual-machines/generation-2
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.LOW, tags=["definitions"])
