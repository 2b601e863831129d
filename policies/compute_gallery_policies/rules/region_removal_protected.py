"""region-removal-protected: A version's regions cannot be removed by leaving them out.

## Why

An update whose list leaves out a region takes the image from the machines there.

## Refused

```json
{
  "safetyProfile": {
    "allowDeletionOfReplicatedLocations": true
  }
}
```

## Accepted

```json
{
  "safetyProfile": {
    "allowDeletionOfReplicatedLocations": false
  }
}
```

## Fix

Write safetyProfile.allowDeletionOfReplicatedLocations false, and true only in the update that retires a region.

## Source

https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_lifecycle import region_removal_protected
from compute_gallery_rules.team.team_remedies import protect_regions

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["lifecycle", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=region_removal_protected,
    remedy=protect_regions,
)
