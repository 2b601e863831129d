"""vhd-address-private: A VHD's address uses https and carries no SAS token.

## Why

Azure reads the VHD by the id of its storage account; a token in the address can end up in logs and in the state.

## Refused

```json
{
  "storageProfile": {
    "osDiskImage": {
      "source": {
        "uri": "https://builds.blob.core.windows.net/vhds/ubuntu.vhd?sv=2024-11-04&sig=REDACTED",
        "storageAccountId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/builds"
      }
    }
  }
}
```

## Accepted

```json
{
  "storageProfile": {
    "osDiskImage": {
      "source": {
        "uri": "https://builds.blob.core.windows.net/vhds/ubuntu.vhd",
        "storageAccountId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/builds"
      }
    }
  }
}
```

## Fix

Write the https address up to the question mark, beside storageAccountId.

## Source

https://learn.microsoft.com/azure/virtual-machines/shared-image-galleries
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.team.team_sources import vhd_address_private

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.HIGH,
    tags=["sources", "security", "team"],
    kinds=(ResourceKind.IMAGE_VERSION,),
    check=vhd_address_private,
)
