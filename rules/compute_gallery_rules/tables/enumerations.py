"""Fields that take one of a few words, as data."""

from collections.abc import Iterator, Mapping
from typing import Final

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context, ResourceKind
from compute_gallery_rules.values.inputs import Inputs, entries, read
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["CONFIDENTIAL", "CONFIDENTIAL_TYPES", "ENUMERATIONS", "enumerations"]

OS_TYPES = ("Windows", "Linux")
OS_STATES = ("Generalized", "Specialized")
HOST_CACHING = ("None", "ReadOnly", "ReadWrite")
UEFI = "securityProfile.uefiSettings"
KEY_TYPES = ("sha256", "x509")
CONFIDENTIAL = "encryption.osDiskImage.securityProfile.confidentialVMEncryptionType"
CONFIDENTIAL_TYPES = ("EncryptedVMGuestStateOnlyWithPmk", "EncryptedWithPmk", "EncryptedWithCmk", "NonPersistedTPM")
ENUMERATIONS: Final[Mapping[ResourceKind, Mapping[str, tuple[str, ...]]]] = {
    ResourceKind.GALLERY: {
        "identity.type": ("SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"),
        "sharingProfile.permissions": ("Private", "Groups", "Community"),
    },
    ResourceKind.IMAGE_DEFINITION: {
        "osType": OS_TYPES,
        "osState": OS_STATES,
        "hyperVGeneration": ("V1", "V2"),
        "architecture": ("x64", "Arm64"),
    },
    ResourceKind.IMAGE_VERSION: {
        "publishingProfile.replicationMode": ("Full", "Shallow"),
        "publishingProfile.targetExtendedLocations[].extendedLocation.type": ("EdgeZone", "Unknown"),
        f"publishingProfile.targetExtendedLocations[].{CONFIDENTIAL}": CONFIDENTIAL_TYPES,
        f"publishingProfile.targetRegions[].{CONFIDENTIAL}": CONFIDENTIAL_TYPES,
        "storageProfile.osDiskImage.hostCaching": HOST_CACHING,
        "storageProfile.dataDiskImages[].hostCaching": HOST_CACHING,
        f"{UEFI}.signatureTemplateNames[]": (
            "NoSignatureTemplate",
            "MicrosoftUefiCertificateAuthorityTemplate",
            "MicrosoftWindowsTemplate",
        ),
        f"{UEFI}.additionalSignatures.pk.type": KEY_TYPES,
        f"{UEFI}.additionalSignatures.kek[].type": KEY_TYPES,
        f"{UEFI}.additionalSignatures.db[].type": KEY_TYPES,
        f"{UEFI}.additionalSignatures.dbx[].type": KEY_TYPES,
    },
}
"""Fields that take one of a few words, by their path; [] stands for each entry of a list.

Source: the enumerations of azure-native 3.29, from Azure's gallery.json 2024-03-03.
"""

REQUIRED = ("osType", "osState", f"{UEFI}.signatureTemplateNames[]")


def enumerations(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Check the fields that take one of a few words; warn of a casing that is not Azure's (S12).

    Azure takes any casing and gives its own back, which shows as a change in every later preview.
    """
    for pattern, allowed in ENUMERATIONS[context.kind].items():
        for path, value in _values(inputs, pattern):
            if value is UNKNOWN or (value is None and pattern not in REQUIRED):
                continue
            canonical = {_plain(word): word for word in allowed}.get(_plain(value)) if isinstance(value, str) else None
            shown = "; ".join(allowed)
            if canonical is None:
                meant = suggestion(value, allowed) if isinstance(value, str) else None
                yield Problem(
                    path, value, "is missing" if value is None else "is none of the allowed words", shown, meant
                )
            elif value != canonical:
                yield Problem(path, value, "is not in Azure's spelling", shown, canonical, Severity.WARNING)


def _plain(word: str) -> str:
    """Return a word as Azure compares it: "SystemAssigned,UserAssigned" is taken with and without the space."""
    return ",".join(part.strip() for part in word.lower().split(","))


def _values(inputs: object, pattern: str) -> Iterator[tuple[str, object]]:
    listed, bracket, rest = pattern.partition("[]")
    if not bracket:
        yield pattern, read(inputs, pattern)
        return
    for path, entry in entries(inputs, listed):
        if not rest:
            yield path, entry
            continue
        for inner, value in _values(entry, rest.removeprefix(".")):
            yield f"{path}.{inner}", value
