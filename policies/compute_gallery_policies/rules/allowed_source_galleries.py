"""allowed-source-galleries: Versions are made from sources that the team trusts.

## Why

An image is as trustworthy as what it was made from.

## Settings

```json
{
  "galleries": [
    "golden"
  ]
}
```

## Refused

```json
{
  "storageProfile": {
    "source": {
      "id": "/subscriptions/2/resourceGroups/rg/providers/Microsoft.Compute/galleries/somebody/images/ubuntu/versions/1.0.0"
    }
  }
}
```

## Accepted

```json
{
  "storageProfile": {
    "source": {
      "id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/galleries/golden/images/ubuntu/versions/1.0.0"
    }
  }
}
```

## Fix

Make the version from a source in one of the subscriptions or galleries that the message names.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""  # noqa: E501 # resource ids are long

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_sources import allowed_source_galleries

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sources", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=allowed_source_galleries,
    settings={
        "subscriptions": {
            "type": "array",
            "items": {
                "type": "string",
            },
            "default": [],
            "description": "The subscriptions whose sources are allowed, by id.",
        },
        "galleries": {
            "type": "array",
            "items": {
                "type": "string",
            },
            "default": [],
            "description": "The galleries whose images are allowed: resource ids, names, or public names.",
        },
    },
)
