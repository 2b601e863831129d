"""nvme-generation: A definition with NVMe is of the second generation.

## Why

Virtual machines with NVMe controllers are of the second generation, so nothing would start from such an image.

## Refused

```json
{
  "osType": "Linux",
  "hyperVGeneration": "V1",
  "features": [
    {
      "name": "DiskControllerTypes",
      "value": "SCSI, NVMe"
    }
  ]
}
```

## Accepted

```json
{
  "osType": "Linux",
  "hyperVGeneration": "V2",
  "features": [
    {
      "name": "DiskControllerTypes",
      "value": "SCSI, NVMe"
    }
  ]
}
```

## Fix

Write hyperVGeneration V2, or leave NVMe out.

## Source

https://learn.microsoft.com/azure/virtual-machines/generation-2
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["shape"],
)
