"""end-of-life: An end of life is a date that Azure can read.

## Why

A date that cannot be read is refused with the whole request.

## Refused

```json
{
  "endOfLifeDate": "end of 2030",
  "publishingProfile": {
    "endOfLifeDate": "end of 2030"
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

Write a date such as 2099-12-31 or a timestamp such as 2099-12-31T00:00:00+00:00.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["lifetime"])
