"""allowed-regions: Images lie in the regions that the team allows.

## Why

Where data may lie is often a matter of law, and each region costs.

## Settings

```json
{
  "regions": [
    "West Europe",
    "northeurope"
  ]
}
```

## Refused

```json
{
  "location": "westeurope",
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "West Europe"
      },
      {
        "name": "East US"
      }
    ]
  }
}
```

## Accepted

```json
{
  "location": "westeurope",
  "publishingProfile": {
    "targetRegions": [
      {
        "name": "West Europe"
      },
      {
        "name": "North Europe"
      }
    ]
  }
}
```

## Fix

Choose one of the regions that the message names.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_regions import allowed_regions

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["regions", "team"],
    kinds=(
        ResourceKind.GALLERY,
        ResourceKind.IMAGE_DEFINITION,
        ResourceKind.IMAGE_VERSION,
    ),
    check=allowed_regions,
    settings={
        "regions": {
            "type": "array",
            "items": {
                "type": "string",
            },
            "default": [],
            "description": "The regions that are allowed, in either spelling; none for every region.",
        },
    },
)
