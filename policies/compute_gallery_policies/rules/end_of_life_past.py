"""end-of-life-past: An end of life has not passed yet.

## Why

Azure refuses a past date on what is new. On what is published it only means that the image should no longer be used,
which a policy cannot tell apart: so it is advice.

## Refused

```json
{
  "endOfLifeDate": "2020-12-01",
  "publishingProfile": {
    "endOfLifeDate": "2020-12-01"
  }
}
```

## Accepted

```json
{
  "endOfLifeDate": "2099-12-31",
  "publishingProfile": {
    "endOfLifeDate": "2099-12-31"
  }
}
```

## Fix

Publish a newer version and retire this one, or write a later date.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

import compute_gallery_rules
from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules.azure.lifetime import end_of_life_as_of

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.LOW,
    tags=["lifetime"],
    rule_name="end-of-life",
    reports=compute_gallery_rules.Severity.WARNING,
    check=end_of_life_as_of,
    settings={
        "today": {
            "type": "string",
            "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$",
            "default": "",
            "description": "The day that counts as today, such as 2027-01-31; empty for the day of the preview.",
        },
    },
)
