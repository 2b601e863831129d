"""sharing-cloud: A gallery is shared in a way that its cloud supports.

## Why

Direct sharing and community galleries are not available in Azure Government.

## Refused

```json
{
  "location": "usgovvirginia",
  "sharingProfile": {
    "permissions": "Groups"
  }
}
```

## Accepted

```json
{
  "location": "usgovvirginia",
  "sharingProfile": {
    "permissions": "Private"
  }
}
```

## Fix

Keep the gallery private and give access through roles.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-direct
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sharing"])
