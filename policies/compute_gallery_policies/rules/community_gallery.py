"""community-gallery: A community gallery says who publishes it, and as what.

## Why

Everybody in Azure can see it; Azure asks for the publisher, the terms, and a prefix of its public name.

## Refused

```json
{
  "sharingProfile": {
    "permissions": "Community",
    "communityGalleryInfo": {
      "publicNamePrefix": "contoso-images",
      "eula": "https://contoso.com/eula",
      "publisherContact": "images@contoso.com",
      "publisherUri": "https://contoso.com"
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
      "publicNamePrefix": "contosoimages",
      "eula": "https://contoso.com/eula",
      "publisherContact": "images@contoso.com",
      "publisherUri": "https://contoso.com"
    }
  }
}
```

## Fix

Fill in all four fields; the prefix has 5 to 16 English letters and digits.

## Source

https://learn.microsoft.com/azure/virtual-machines/share-gallery-community
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(__doc__, severity=Severity.HIGH, tags=["sharing"])
