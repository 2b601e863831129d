"""doubtful-values: A value that Azure accepts is one that was probably meant.

## Why

Azure takes words in another casing and gives them back in its own, which then looks like a change. It takes tags under
reserved prefixes, more replicas than a version can have in all, and community settings on a private gallery, and does
nothing useful with them.

## Refused

```json
{
  "osType": "linux",
  "osState": "Generalized",
  "tags": {
    "azure-team": "platform"
  }
}
```

## Accepted

```json
{
  "osType": "Linux",
  "osState": "Generalized",
  "tags": {
    "team": "platform"
  }
}
```

## Fix

Write what the message suggests.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.doubtful import doubtful_values

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["values"],
    kinds=tuple(ResourceKind),
    check=doubtful_values,
)
