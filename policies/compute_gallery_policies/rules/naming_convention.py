"""naming-convention: Names follow the team's conventions.

## Why

A fleet refers to images by name, and a name cannot be changed later.

## Settings

```json
{
  "definition": "[a-z0-9.-]+"
}
```

## Refused

```json
{
  "galleryImageName": "Ubuntu_22"
}
```

## Accepted

```json
{
  "galleryImageName": "ubuntu-22.04-lts"
}
```

## Fix

Write a name that matches the pattern which the message shows.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_names import naming_convention

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["names", "team"],
    kinds=(
        ResourceKind.GALLERY,
        ResourceKind.IMAGE_DEFINITION,
        ResourceKind.IMAGE_VERSION,
    ),
    check=naming_convention,
    settings={
        "gallery": {
            "type": "string",
            "default": "",
            "description": "A regular expression that the whole name of a gallery must match; empty for any.",
        },
        "definition": {
            "type": "string",
            "default": "",
            "description": "A regular expression that the whole name of a definition must match; empty for any.",
        },
        "version": {
            "type": "string",
            "default": "",
            "description": "A regular expression that the whole name of a version must match; empty for any.",
        },
        "publisher": {
            "type": "string",
            "default": "",
            "description": "A regular expression that the whole publisher must match; empty for any.",
        },
        "offer": {
            "type": "string",
            "default": "",
            "description": "A regular expression that the whole offer must match; empty for any.",
        },
        "sku": {
            "type": "string",
            "default": "",
            "description": "A regular expression that the whole sku must match; empty for any.",
        },
    },
)
