r"""tags: Tags are within the limits of Azure.

## Why

Azure refuses a resource with one tag too many, or too long.

## Refused

```json
{
  "tags": {
    "cost/center": "4711"
  }
}
```

## Accepted

```json
{
  "tags": {
    "cost-center": "4711"
  }
}
```

## Fix

Keep to 50 tags, names of 512 characters without < > % & \ ? /, and values of 256.

## Source

https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.MEDIUM, tags=["values"])
