"""The shorthand for a target region: "chinanorth=2=standard_zrs" (S20)."""

import re
from dataclasses import dataclass

from compute_gallery_rules.tables.regions import region_name, region_suggestion
from compute_gallery_rules.tables.storage_types import STORAGE_ACCOUNT_TYPES, canonical_storage_account_type
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.suggestions import suggestion

__all__ = [
    "MAX_REPLICA_COUNT",
    "MIN_REPLICA_COUNT",
    "ShorthandError",
    "TargetRegion",
    "format_target_region",
    "parse_target_region",
]

MIN_REPLICA_COUNT = 1
MAX_REPLICA_COUNT = 100
ALLOWED = (
    "region[=replicas][=storage account type], such as chinanorth=2=standard_zrs, "
    f"with {MIN_REPLICA_COUNT} to {MAX_REPLICA_COUNT} replicas on {', '.join(STORAGE_ACCOUNT_TYPES)}"
)
REGION = re.compile(r"[a-z][a-z0-9]*")
REPLICAS = re.compile(r"[0-9]{1,9}")
MAX_PARTS = 3


class ShorthandError(ValueError):
    """A target region's shorthand cannot be read. The text names the value and what is allowed."""

    def __init__(self, shorthand: str, problem: str, instead: str | None = None) -> None:
        """Say what is wrong with a shorthand, and what was probably meant."""
        self.value = printable(shorthand)
        self.problem = problem
        """What is wrong, as a clause."""
        self.allowed = ALLOWED
        self.instead = instead
        """What to write instead, or None."""
        advice = f" Write {instead}." if instead else ""
        super().__init__(f"target region {self.value} {problem}. Allowed: {ALLOWED}.{advice}")


@dataclass(frozen=True, slots=True)
class TargetRegion:
    """A region that a version is replicated to."""

    name: str
    """The region's canonical name, such as "chinanorth"."""
    replica_count: int | None = None
    """1 to 100; None where the version's own count holds."""
    storage_account_type: str | None = None
    """In Azure's spelling, such as "Standard_ZRS"; None where the version's own type holds."""


def parse_target_region(shorthand: str) -> TargetRegion:
    """Read region[=replicas][=storage account type].

    The region may be a display name ("China North 2"), the storage account type is taken in any casing, and either of
    the two later parts may stand alone ("chinaeast2=premium_lrs", as the Azure CLI takes it).

    Raises ShorthandError for anything else.
    """
    parts = [part.strip() for part in shorthand.split("=")]
    if len(parts) > MAX_PARTS:
        raise ShorthandError(shorthand, f"has {len(parts)} parts")
    name = region_name(parts[0])
    if not REGION.fullmatch(name):
        raise ShorthandError(
            shorthand, f"begins with {printable(parts[0])}, which is no region name", region_suggestion(parts[0])
        )
    replicas: int | None = None
    storage: str | None = None
    for position, part in enumerate(parts[1:], start=1):
        if position == 1 and REPLICAS.fullmatch(part):
            replicas = int(part)
            if not MIN_REPLICA_COUNT <= replicas <= MAX_REPLICA_COUNT:
                raise ShorthandError(
                    shorthand, f"asks for {replicas} replicas, which is not from 1 to {MAX_REPLICA_COUNT}"
                )
        elif position == len(parts) - 1 and (canonical := canonical_storage_account_type(part)):
            storage = canonical
        elif position == 1 and len(parts) == MAX_PARTS:
            raise ShorthandError(shorthand, f"has {printable(part)} for a replica count")
        else:
            nearest = suggestion(part, STORAGE_ACCOUNT_TYPES)
            raise ShorthandError(shorthand, f"has {printable(part)} for a storage account type", nearest)
    return TargetRegion(name, replicas, storage)


def format_target_region(region: TargetRegion) -> str:
    """Write a target region as shorthand; `parse_target_region` reads the same target region back."""
    parts = (region.name, region.replica_count, region.storage_account_type)
    return "=".join(str(part) for part in parts if part is not None)
