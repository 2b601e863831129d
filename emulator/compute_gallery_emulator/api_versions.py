"""The versions of the galleries' API, and what each brought to the answers."""

import re

from compute_gallery_emulator.arm_error import ArmError

__all__ = [
    "ARCHITECTURE_SINCE",
    "BLOCK_DELETION_BY_DEFAULT_SINCE",
    "BLOCK_DELETION_SINCE",
    "GALLERY_API_VERSIONS",
    "REGION_SECURITY_PROFILE_SINCE",
    "REPLICATED_LOCATIONS_SINCE",
    "SAFETY_PROFILE_SINCE",
    "TRUSTED_LAUNCH_BY_DEFAULT_SINCE",
    "judge_api_version",
]

GALLERY_API_VERSIONS = (
    "2018-06-01",
    "2019-03-01",
    "2019-07-01",
    "2019-12-01",
    "2020-09-30",
    "2021-03-01",
    "2021-07-01",
    "2021-10-01",
    "2022-01-03",
    "2022-03-03",
    "2022-08-03",
    "2023-07-03",
    "2024-03-03",
    "2025-03-03",
    "2025-12-03",
    "2026-03-03",
)
"""What Azure lists in its refusal of another one, and the ones released since."""

ARCHITECTURE_SINCE = "2021-03-01"
"""Definitions answer their architecture (recorded: absent up to 2019-12-01, almost always absent in 2020-09-30)."""
REGION_SECURITY_PROFILE_SINCE = "2021-10-01"
"""Encryption of an OS disk in a region answers securityProfile (recorded: absent up to 2021-07-01)."""
SAFETY_PROFILE_SINCE = "2022-01-03"
"""Versions answer safetyProfile.reportedForPolicyViolation (recorded)."""
REPLICATED_LOCATIONS_SINCE = "2022-03-03"
"""safetyProfile.allowDeletionOfReplicatedLocations (recorded)."""
BLOCK_DELETION_SINCE = "2024-03-03"
"""safetyProfile.blockDeletionBeforeEndOfLife, and validationsProfile on a version (recorded)."""
TRUSTED_LAUNCH_BY_DEFAULT_SINCE = "2025-03-03"
"""A definition without a generation becomes V2 with TrustedLaunchSupported (Azure's page "Azure Compute Gallery")."""
BLOCK_DELETION_BY_DEFAULT_SINCE = "2026-03-03"
"""A version gets an end of life of six months and is protected until then (azure-cli's issue 32375)."""

_SHAPE = re.compile(r"20\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])(-preview)?", re.ASCII)


def judge_api_version(api_version: str | None, served: tuple[str, ...], type_name: str, location: str) -> str:
    """Return the version in lower case, or raise `ArmError` (400) for one that is missing, malformed or not served."""
    if not api_version:
        message = "The api-version query parameter (?api-version=) is required for all requests."
        raise ArmError(400, "MissingApiVersionParameter", message)
    version = api_version.lower()
    if not _SHAPE.fullmatch(version):
        message = f"The api-version '{api_version[:40]}' is invalid. It has the form yyyy-MM-dd or yyyy-MM-dd-preview."
        raise ArmError(400, "InvalidApiVersionParameter", message)
    if served and version not in served:
        message = (
            f"No registered resource provider found for location '{location}' and API version '{version}' for type "
            f"'{type_name.split('/', 1)[1]}'. The supported api-versions are '{', '.join(served)}'."
        )
        raise ArmError(400, "NoRegisteredProviderFound", message)
    return version
