"""The storage account types of images, and their spelling."""

from typing import Final

__all__ = [
    "EDGE_ZONE_STORAGE_ACCOUNT_TYPES",
    "STORAGE_ACCOUNT_TYPES",
    "ZONE_REDUNDANT",
    "canonical_storage_account_type",
]

STORAGE_ACCOUNT_TYPES: Final = ("Standard_LRS", "Standard_ZRS", "Premium_LRS", "PremiumV2_LRS")
"""What a target region takes (Azure's gallery.json 2024-03-03; S19)."""
EDGE_ZONE_STORAGE_ACCOUNT_TYPES: Final = ("Standard_LRS", "Standard_ZRS", "StandardSSD_LRS", "Premium_LRS")
"""What an edge zone takes."""
ZONE_REDUNDANT: Final = "Standard_ZRS"


def canonical_storage_account_type(value: str, allowed: tuple[str, ...] = STORAGE_ACCOUNT_TYPES) -> str | None:
    """Return Azure's spelling of a storage account type written in any casing; None for what is none."""
    return {name.lower(): name for name in allowed}.get(value.strip().lower())
