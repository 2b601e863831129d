"""gallery-name: The name of a gallery is one that Azure takes.

## Why

Azure refuses dashes in a gallery's name, although most tools take them, and it says so only when the gallery is
created.

## Refused

```json
{
  "galleryName": "contoso-images"
}
```

## Accepted

```json
{
  "galleryName": "contoso_images"
}
```

## Fix

Write 1 to 80 English letters, digits, underscores and periods, with a letter or digit at both ends.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["names"])
