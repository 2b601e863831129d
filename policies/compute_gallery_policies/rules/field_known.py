"""field-known: No field is nearly, but not quite, one that Azure knows.

## Why

A field under a wrong name is passed over in silence: the setting is simply not there.

## Refused

```json
{
  "publishingProfile": {
    "target_regions": [
      {
        "name": "chinaeast2"
      }
    ]
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

Write the name that the message suggests.

## Source

https://learn.microsoft.com/rest/api/compute/gallery-image-versions/create-or-update
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.LOW, tags=["values"])
