"""edge-zones: Each edge zone of a version is named, and listed once.

## Why

Azure refuses the version, or the update, after the rest of the program has run.

## Refused

```json
{
  "publishingProfile": {
    "targetExtendedLocations": [
      {
        "name": "westus",
        "extendedLocation": {
          "name": "microsoftlosangeles1",
          "type": "EdgeZone"
        }
      },
      {
        "name": "westus",
        "extendedLocation": {
          "name": "microsoftlosangeles1",
          "type": "EdgeZone"
        }
      }
    ]
  }
}
```

## Accepted

```json
{
  "publishingProfile": {
    "targetExtendedLocations": [
      {
        "name": "westus",
        "extendedLocation": {
          "name": "microsoftlosangeles1",
          "type": "EdgeZone"
        }
      }
    ]
  }
}
```

## Fix

Name each edge zone once, with its replicas in one entry.

## Source

https://learn.microsoft.com/azure/virtual-machines/troubleshooting-shared-images
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["regions"],
)
