"""end-of-life-horizon: An end of life is not further away than the team supports an image.

## Why

A date that is too far away keeps images in use that nobody patches.

## Settings

```json
{
  "maximumDays": 365,
  "today": "2027-01-01"
}
```

## Refused

```json
{
  "publishingProfile": {
    "endOfLifeDate": "2031-01-01"
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "endOfLifeDate": "2027-06-30"
  }
}
```

## Fix

Write an earlier date.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_lifecycle import end_of_life_horizon

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["lifecycle", "team"],
    kinds=(
        ResourceKind.IMAGE_DEFINITION,
        ResourceKind.IMAGE_VERSION,
    ),
    check=end_of_life_horizon,
    settings={
        "maximumDays": {
            "type": "integer",
            "minimum": 1,
            "default": 730,
            "description": "How many days ahead an end of life may be.",
        },
        "today": {
            "type": "string",
            "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$",
            "default": "",
            "description": "The day that counts as today, such as 2027-01-31; empty for the day of the preview.",
        },
    },
)
