"""community-gallery-addresses: The addresses that a community gallery shows to everybody hold no secret.

## Why

A shared access signature in the address of the legal agreement is public from the first day.

## Refused

```json
{
  "sharingProfile": {
    "permissions": "Community",
    "communityGalleryInfo": {
      "eula": "https://contoso.blob.core.windows.net/terms/eula.txt?sv=2024-11-04&sig=REDACTED"
    }
  }
}
```

## Accepted

```json
{
  "sharingProfile": {
    "permissions": "Community",
    "communityGalleryInfo": {
      "eula": "https://contoso.com/eula"
    }
  }
}
```

## Fix

Publish the agreement under a public address, and leave the query out.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-community
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.CRITICAL,
    tags=["sharing", "security"],
)
