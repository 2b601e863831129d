"""What a version may not have under a definition of the security type ConfidentialVM.

Messages: azure-cli#22995 (no type of encryption), hashicorp/packer-plugin-azure#373 (another region than the version's
own) and #372 (a managed image as the source).
"""

from compute_gallery_emulator.arm_error import invalid_parameter
from compute_gallery_emulator.json_values import JsonObject, list_at, text_at
from compute_gallery_emulator.regions import canonical_region
from compute_gallery_emulator.version_source import Source

__all__ = ["judge_confidential_regions", "judge_confidential_source"]

_REGIONS = "galleryImageVersion.properties.publishingProfile.targetRegions"
_TYPE = ("encryption", "osDiskImage", "securityProfile", "confidentialVMEncryptionType")
_WITHOUT_STATE = "NonPersistedTPM"


def judge_confidential_regions(definition: JsonObject, home: str, profile: JsonObject) -> None:
    """Refuse a region without a type of encryption, and any but the home region for a machine's state."""
    if not _is_confidential(definition):
        return
    for region in list_at(profile, "targetRegions"):
        kind = text_at(region, *_TYPE)
        if not kind:
            message = (
                "The regional encryption.osDiskImage.securityProfile.type must be specified when the SecurityType of "
                "the image definition is ConfidentialVM."
            )
            raise invalid_parameter(_REGIONS, message)
        if kind.lower() != _WITHOUT_STATE.lower() and canonical_region(str(region["name"])) != canonical_region(home):
            message = (
                f"Only the home region '{canonical_region(home)}' can be specified as a target region for Images with "
                f"the ConfidentialVM feature unless the Confidential VM encryption type is set to '{_WITHOUT_STATE}'."
            )
            raise invalid_parameter(_REGIONS, message)


def judge_confidential_source(definition: JsonObject, source: Source) -> None:
    """Refuse a managed image."""
    if _is_confidential(definition) and source.record and source.record.type.lower() == "microsoft.compute/images":
        message = (
            f"Confidential VM is not supported for the source id '{source.id}'. Currently Snapshot, Disk and VM "
            "sources are supported for the Confidential VM security type."
        )
        raise invalid_parameter(source.target, message)


def _is_confidential(definition: JsonObject) -> bool:
    features = list_at(definition, "features")
    return any(one.get("name") == "SecurityType" and one.get("value") == "ConfidentialVM" for one in features)
