"""The disk types that an image must not be used with."""

from collections.abc import Iterator

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, entries, is_nested
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["disallowed_disk_types"]

# Source: the account types of managed disks in Azure's disk.json.
DISK_TYPES = (
    "Standard_LRS",
    "StandardSSD_LRS",
    "StandardSSD_ZRS",
    "Premium_LRS",
    "Premium_ZRS",
    "PremiumV2_LRS",
    "UltraSSD_LRS",
)


def disallowed_disk_types(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of disk types that no disk has, which would disallow nothing, and of one that stands twice.

    Sources: the account types of managed disks; azurerm takes Standard_LRS and Premium_LRS only.
    """
    canonical = {each.lower(): each for each in DISK_TYPES}
    seen: set[str] = set()
    for path, value in entries(inputs, "disallowed.diskTypes"):
        if value is UNKNOWN or is_nested(value):
            continue
        known = canonical.get(value.strip().lower()) if isinstance(value, str) else None
        if known is None:
            meant = suggestion(value, DISK_TYPES) if isinstance(value, str) else None
            if isinstance(value, str) and "," in value:
                meant = "an entry for each type"
            yield Problem(path, value, "is no type of disk", ", ".join(DISK_TYPES), meant, Severity.WARNING)
        elif known in seen:
            yield Problem(path, value, "stands twice", "each type of disk once", severity=Severity.WARNING)
        else:
            seen.add(known)
