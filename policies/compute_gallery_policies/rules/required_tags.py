"""required-tags: Resources have the tags that the team asks for.

## Why

Tags tell who pays for an image, and whom to ask about it.

## Settings

```json
{
  "names": [
    "owner"
  ],
  "values": {
    "environment": [
      "production",
      "test"
    ]
  },
  "defaults": {
    "environment": "production"
  }
}
```

## Refused

```json
{
  "tags": {
    "owner": "platform"
  }
}
```

## Accepted

```json
{
  "tags": {
    "owner": "platform",
    "environment": "production"
  }
}
```

## Fix

Add the tag that the message names.

## Source

https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_names import required_tags
from compute_gallery_rules.team.team_remedies import add_tags

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["values", "team"],
    kinds=(
        ResourceKind.GALLERY,
        ResourceKind.IMAGE_DEFINITION,
        ResourceKind.IMAGE_VERSION,
    ),
    check=required_tags,
    settings={
        "names": {
            "type": "array",
            "items": {
                "type": "string",
            },
            "default": [],
            "description": "The tags that every resource has, with any value.",
        },
        "values": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {
                    "type": "string",
                },
            },
            "default": {},
            "description": "The tags that every resource has, each with the values that it may have.",
        },
        "defaults": {
            "type": "object",
            "additionalProperties": {
                "type": "string",
            },
            "default": {},
            "description": "The values that remediation gives to tags that are missing.",
        },
    },
    remedy=add_tags,
)
