"""gallery-identity: A gallery has user assigned identities where, and only where, its identity's type says so.

## Why

Azure refuses a type and a list that contradict each other.

## Refused

```json
{
  "identity": {
    "type": "UserAssigned"
  }
}
```

## Accepted

```json
{
  "identity": {
    "type": "UserAssigned",
    "userAssignedIdentities": [
      "/subscriptions/1/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/images"
    ]
  }
}
```

## Fix

List the identities by resource id beside the type UserAssigned, or write SystemAssigned.

## Source

https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
"""

from pulumi_policy import Severity

from compute_gallery_policies.rule_policy import rule_policy

__all__ = ["policy"]

policy = rule_policy(
    __doc__,
    severity=Severity.MEDIUM,
    tags=["security"],
)
