"""identifier: Publisher, offer and sku are given, in the form that Azure takes.

## Why

The three identify a definition in its gallery and can never be changed, so that a wrong one costs a new definition.

## Refused

```json
{
  "identifier": {
    "publisher": "Contoso, Ltd.",
    "offer": "ubuntu",
    "sku": "22_04-lts"
  }
}
```

## Accepted

```json
{
  "identifier": {
    "publisher": "Contoso-Ltd",
    "offer": "ubuntu",
    "sku": "22_04-lts"
  }
}
```

## Fix

Write English letters, digits, dashes, underscores and periods, with no period at the end: up to 128 for the publisher,
64 for the others.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["names"])
