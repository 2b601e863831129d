"""sharing-restricted: Galleries are shared only in the ways that the team allows.

## Why

Direct sharing gives whole subscriptions and tenants access, past the roles.

## Refused

```json
{
  "sharingProfile": {
    "permissions": "Groups"
  }
}
```

## Accepted

```json
{
  "sharingProfile": {
    "permissions": "Private"
  }
}
```

## Fix

Write one of the permissions that the message names.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-direct
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_security import sharing_restricted

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sharing", "security", "team"],
    kinds=(ResourceKind.GALLERY,),
    check=sharing_restricted,
    settings={
        "permissions": {
            "type": "array",
            "items": {
                "type": "string",
                "enum": ["Private", "Groups", "Community"],
            },
            "default": ["Private"],
            "description": "The permissions that a gallery may have.",
        },
    },
)
