"""version-format: The name of a version is Major.Minor.Patch, each a 32-bit number.

## Why

A version is found by its number, and the latest is the one with the highest. Any other name is refused, after the
build.

## Refused

```json
{
  "galleryImageVersionName": "v1.0"
}
```

## Accepted

```json
{
  "galleryImageVersionName": "1.0.0"
}
```

## Fix

Write three whole numbers with periods between them, each from 0 to 2147483647.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["names"])
