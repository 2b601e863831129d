"""region-known: Each region is one that Azure is known to have.

## Why

A mistyped region is refused only when the version is replicated. A region newer than this pack is reported too, which
is why it is only advice.

## Refused

```json
{
  "location": "chinaest2"
}
```

## Accepted

```json
{
  "location": "chinaeast2"
}
```

## Fix

Write the region as Azure names it, such as China East 2 or chinaeast2.

## Source

https://learn.microsoft.com/azure/reliability/regions-list
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.LOW, tags=["regions"])
