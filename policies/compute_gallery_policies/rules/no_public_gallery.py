"""no-public-gallery: No gallery is shared with the community.

## Why

Everybody in Azure could see its images, and making it private again stops the scale sets that use them from growing.

## Refused

```json
{
  "sharingProfile": {
    "permissions": "Community"
  }
}
```

## Accepted

```json
{
  "sharingProfile": {
    "permissions": "Groups"
  }
}
```

## Fix

Write Private, and give access through roles.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-community
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_security import no_public_gallery

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.CRITICAL,
    tags=["sharing", "security", "team"],
    kinds=(ResourceKind.GALLERY,),
    check=no_public_gallery,
)
