"""definition-name: The name of an image definition is one that Azure takes.

## Why

A name with a space or an accent, or one that ends with a period, is refused when the definition is created.

## Refused

```json
{
  "galleryImageName": "ubuntu 22.04"
}
```

## Accepted

```json
{
  "galleryImageName": "ubuntu-22.04"
}
```

## Fix

Write 1 to 80 English letters, digits, dashes, underscores and periods, with a letter or digit at both ends.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["names"])
