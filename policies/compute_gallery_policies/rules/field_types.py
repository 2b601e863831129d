"""field-types: Mappings, lists, texts and truth values stand where Azure takes them.

## Why

One region instead of a list of regions reaches Azure as it is, and is refused there.

## Refused

```json
{
  "publishingProfile": {
    "targetRegions": "chinaeast2"
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "chinaeast2"
      }
    ]
  }
}
```

## Fix

Write the shape that the message asks for.

## Source

https://learn.microsoft.com/rest/api/compute/gallery-image-versions/create-or-update
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["values"])
