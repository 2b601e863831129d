"""vhd-address: A VHD is given by its address and the id of its storage account.

## Why

Azure needs both, and takes no bare name for the storage account.

## Refused

```json
{
  "storageProfile": {
    "osDiskImage": {
      "source": {
        "uri": "https://images.blob.core.chinacloudapi.cn/vhds/os.vhd",
        "storageAccountId": "images"
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
        "uri": "https://images.blob.core.chinacloudapi.cn/vhds/os.vhd",
        "storageAccountId": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/images"
      }
    }
  }
}
```

## Fix

Write the https address into uri and the storage account's resource id into storageAccountId.

## Source

https://learn.microsoft.com/rest/api/compute/gallery-image-versions/create-or-update
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sources"])
