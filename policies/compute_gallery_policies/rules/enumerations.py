"""enumerations: A field that takes one of a few words has one of them.

## Why

A mistyped word reaches Azure only with the request, an hour into a build.

## Refused

```json
{
  "osType": "Linux",
  "osState": "Generalised"
}
```

## Accepted

```json
{
  "osType": "Linux",
  "osState": "Generalized"
}
```

## Fix

Write one of the words that the message lists.

## Source

https://learn.microsoft.com/rest/api/compute/gallery-images/create-or-update
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["values"])
