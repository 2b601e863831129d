"""disallowed-disk-types: Disallowed disk types are types of disk, each once.

## Why

A misspelt type disallows nothing, and says nothing.

## Refused

```json
{
  "disallowed": {
    "diskTypes": [
      "StandardLRS"
    ]
  }
}
```

## Accepted

```json
{
  "disallowed": {
    "diskTypes": [
      "Standard_LRS"
    ]
  }
}
```

## Fix

Write a type of managed disk, such as Standard_LRS.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["values"],
)
