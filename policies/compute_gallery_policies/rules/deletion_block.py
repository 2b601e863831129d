"""deletion-block: Deletion is blocked until an end of life that is given.

## Why

Without a date there is no end of life, and nothing is protected.

## Refused

```json
{
  "safetyProfile": {
    "blockDeletionBeforeEndOfLife": true
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "endOfLifeDate": "2099-12-31"
  },
  "safetyProfile": {
    "blockDeletionBeforeEndOfLife": true
  }
}
```

## Fix

Write publishingProfile.endOfLifeDate.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.LOW, tags=["lifetime"])
