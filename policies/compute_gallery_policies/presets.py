"""The presets: how strictly each rule is enforced, and with which settings."""

from collections.abc import Mapping
from typing import Final

from pulumi_policy import EnforcementLevel

__all__ = ["LEVELS", "PRESETS", "SETTINGS", "preset_level"]

PRESETS: Final = ("baseline", "production", "strict")
"""`baseline` refuses what Azure refuses and advises on the rest; `production` refuses what hurts running fleets too;
`strict` refuses all that a team can decide beforehand."""

MUST = EnforcementLevel.MANDATORY
HINT = EnforcementLevel.ADVISORY
OFF = EnforcementLevel.DISABLED

LEVELS: Final[Mapping[str, tuple[EnforcementLevel, EnforcementLevel, EnforcementLevel]]] = {
    # What Azure refuses: mandatory everywhere. In alphabetical order.
    "agrees-with-gallery": (MUST, MUST, MUST),
    "community-gallery": (MUST, MUST, MUST),
    "confidential-versions": (MUST, MUST, MUST),
    "confidential-vm-encryption": (MUST, MUST, MUST),
    "data-disk-luns": (MUST, MUST, MUST),
    "data-disk-size": (MUST, MUST, MUST),
    "definition-name": (MUST, MUST, MUST),
    "disk-encryption-set-id": (MUST, MUST, MUST),
    "disk-encryption-set-subscription": (MUST, MUST, MUST),
    "disk-sources-unique": (MUST, MUST, MUST),
    "edge-zones": (MUST, MUST, MUST),
    "encrypted-version-source": (MUST, MUST, MUST),
    "encryption-complete": (MUST, MUST, MUST),
    "encryption-luns": (MUST, MUST, MUST),
    "end-of-life": (MUST, MUST, MUST),
    "enumerations": (MUST, MUST, MUST),
    "features": (MUST, MUST, MUST),
    "field-types": (MUST, MUST, MUST),
    "gallery-identity": (MUST, MUST, MUST),
    "gallery-name": (MUST, MUST, MUST),
    "identifier": (MUST, MUST, MUST),
    "identifier-unique": (MUST, MUST, MUST),
    "names-unique": (MUST, MUST, MUST),
    "one-os-source": (MUST, MUST, MUST),
    "purchase-plan-complete": (MUST, MUST, MUST),
    "recommended-range": (MUST, MUST, MUST),
    "region-named": (MUST, MUST, MUST),
    "regions-one-cloud": (MUST, MUST, MUST),
    "regions-unique": (MUST, MUST, MUST),
    "replica-count": (MUST, MUST, MUST),
    "shallow": (MUST, MUST, MUST),
    "sharing-cloud": (MUST, MUST, MUST),
    "source-id": (MUST, MUST, MUST),
    "source-region-included": (MUST, MUST, MUST),
    "storage-type": (MUST, MUST, MUST),
    "tags": (MUST, MUST, MUST),
    "version-agrees-with-source": (MUST, MUST, MUST),
    "version-format": (MUST, MUST, MUST),
    "vhd-address": (MUST, MUST, MUST),
    # What Azure accepts although it is probably not meant. In alphabetical order.
    "additional-replica-sets": (HINT, HINT, MUST),
    "architecture-generation": (HINT, HINT, MUST),
    "community-gallery-addresses": (HINT, MUST, MUST),
    "community-gallery-images": (HINT, MUST, MUST),
    "deletion-block": (HINT, HINT, MUST),
    "disallowed-disk-types": (HINT, HINT, MUST),
    "doubtful-values": (HINT, HINT, MUST),
    "encryption-source": (HINT, HINT, MUST),
    "end-of-life-past": (HINT, HINT, HINT),
    "field-known": (HINT, HINT, MUST),
    "latest-exists": (HINT, MUST, MUST),
    "nvme-generation": (HINT, HINT, MUST),
    "quota": (HINT, HINT, MUST),
    "region-known": (HINT, HINT, HINT),
    "shared-source-order": (HINT, MUST, MUST),
    "source-machine-stopped": (HINT, HINT, HINT),
    "uefi-settings": (HINT, HINT, MUST),
    "version-agrees-with-definition": (HINT, HINT, MUST),
    "zone-redundancy": (HINT, HINT, MUST),
    # What a team may ask for on top. In alphabetical order.
    "allowed-regions": (HINT, MUST, MUST),
    "allowed-source-galleries": (HINT, MUST, MUST),
    "customer-managed-keys": (OFF, OFF, MUST),
    "end-of-life-horizon": (OFF, HINT, MUST),
    "end-of-life-set": (OFF, HINT, MUST),
    "minimum-regions": (OFF, HINT, MUST),
    "naming-convention": (HINT, MUST, MUST),
    "no-public-gallery": (HINT, MUST, MUST),
    "protected-from-early-deletion": (OFF, HINT, MUST),
    "region-removal-protected": (HINT, MUST, MUST),
    "region-spelling": (OFF, HINT, MUST),
    "required-tags": (HINT, MUST, MUST),
    "sharing-restricted": (OFF, HINT, MUST),
    "soft-delete": (OFF, OFF, MUST),
    "trusted-launch-or-confidential": (HINT, HINT, MUST),
    "vhd-address-private": (HINT, MUST, MUST),
    "zone-redundant-storage": (OFF, HINT, MUST),
}
"""The level of each rule under each preset, in the order of `PRESETS`."""

SETTINGS: Final[Mapping[str, Mapping[str, Mapping[str, object]]]] = {
    "production": {"replica-count": {"minimum": 2}},
    "strict": {"replica-count": {"minimum": 2, "maximum": 50}},
}
"""The settings that a preset has other than the rules' own defaults, by preset and rule."""


def preset_level(rule: str, preset: str = PRESETS[0]) -> EnforcementLevel:
    """Return a rule's level under a preset. Raises KeyError for a rule that is not in the table."""
    return LEVELS[rule][PRESETS.index(preset)]
