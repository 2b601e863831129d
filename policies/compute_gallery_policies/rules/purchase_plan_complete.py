"""purchase-plan-complete: A purchase plan has name, product and publisher.

## Why

A virtual machine from an image with a third party's content needs the whole plan, and a definition's plan cannot be
changed.

## Refused

```json
{
  "purchasePlan": {
    "name": "hardened",
    "product": "ubuntu"
  }
}
```

## Accepted

```json
{
  "purchasePlan": {
    "name": "hardened",
    "product": "ubuntu",
    "publisher": "contoso"
  }
}
```

## Fix

Copy all three from the source image, or leave the plan out.

## Source

https://learn.microsoft.com/azure/virtual-machines/marketplace-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["definitions"])
