"""The shared images of the classic `azure` provider (bridged from Terraform's azurerm), in azure-native's shape.

Source: the provider's own reference of compute.SharedImageGallery, SharedImage and SharedImageVersion.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from compute_gallery_rules import UNKNOWN, ResourceKind
from compute_gallery_rules.values.inputs import Inputs

__all__ = ["CLASSIC_NAMES", "as_native", "native_field", "written_in_classic"]

CLASSIC_NAMES: Final[Mapping[str, ResourceKind]] = {
    "azure:compute/sharedImageGallery:SharedImageGallery": ResourceKind.GALLERY,
    "azure:compute/sharedImage:SharedImage": ResourceKind.IMAGE_DEFINITION,
    "azure:compute/sharedImageVersion:SharedImageVersion": ResourceKind.IMAGE_VERSION,
}
"""What each token stands for."""

SAME: Final = {name: name for name in ("resourceGroupName", "location", "tags")}
FIELDS: Final[Mapping[ResourceKind, Mapping[str, str]]] = {
    ResourceKind.GALLERY: {
        **SAME,
        "galleryName": "name",
        "description": "description",
        "sharingProfile.permissions": "sharing.permission",
        "sharingProfile.communityGalleryInfo.eula": "sharing.communityGallery.eula",
        "sharingProfile.communityGalleryInfo.publicNamePrefix": "sharing.communityGallery.prefix",
        "sharingProfile.communityGalleryInfo.publisherContact": "sharing.communityGallery.publisherEmail",
        "sharingProfile.communityGalleryInfo.publisherUri": "sharing.communityGallery.publisherUri",
    },
    ResourceKind.IMAGE_DEFINITION: {
        **SAME,
        "galleryName": "galleryName",
        "galleryImageName": "name",
        "description": "description",
        "osType": "osType",
        "osState": "specialized",
        "architecture": "architecture",
        "hyperVGeneration": "hyperVGeneration",
        "identifier": "identifier",
        "purchasePlan": "purchasePlan",
        "disallowed.diskTypes": "diskTypesNotAlloweds",
        "endOfLifeDate": "endOfLifeDate",
        "eula": "eula",
        "privacyStatementUri": "privacyStatementUri",
        "releaseNoteUri": "releaseNoteUri",
        "recommended.vCPUs.min": "minRecommendedVcpuCount",
        "recommended.vCPUs.max": "maxRecommendedVcpuCount",
        "recommended.memory.min": "minRecommendedMemoryInGb",
        "recommended.memory.max": "maxRecommendedMemoryInGb",
    },
    ResourceKind.IMAGE_VERSION: {
        **SAME,
        "galleryName": "galleryName",
        "galleryImageName": "imageName",
        "galleryImageVersionName": "name",
        "publishingProfile.targetRegions": "targetRegions",
        "publishingProfile.endOfLifeDate": "endOfLifeDate",
        "publishingProfile.excludeFromLatest": "excludeFromLatest",
        "publishingProfile.replicationMode": "replicationMode",
        "safetyProfile.allowDeletionOfReplicatedLocations": "deletionOfReplicatedLocationsEnabled",
        "storageProfile.source.id": "managedImageId",
        "storageProfile.osDiskImage.source.id": "osDiskSnapshotId",
        "storageProfile.osDiskImage.source.uri": "blobUri",
        "storageProfile.osDiskImage.source.storageAccountId": "storageAccountId",
    },
}
"""Where azure-native's fields stand in the classic provider's inputs."""

REGION_FIELDS: Final[Mapping[str, str]] = {
    "name": "name",
    "regionalReplicaCount": "regionalReplicaCount",
    "storageAccountType": "storageAccountType",
    "excludeFromLatest": "excludeFromLatestEnabled",
    "encryption.osDiskImage.diskEncryptionSetId": "diskEncryptionSetId",
}
"""The same within a target region."""

FEATURES: Final[Mapping[str, tuple[str, str]]] = {
    "trustedLaunchSupported": ("SecurityType", "TrustedLaunchSupported"),
    "trustedLaunchEnabled": ("SecurityType", "TrustedLaunch"),
    "confidentialVmSupported": ("SecurityType", "ConfidentialVMSupported"),
    "confidentialVmEnabled": ("SecurityType", "ConfidentialVM"),
    "acceleratedNetworkSupportEnabled": ("IsAcceleratedNetworkSupported", "True"),
    "hibernationEnabled": ("IsHibernateSupported", "True"),
    "diskControllerTypeNvmeEnabled": ("DiskControllerTypes", "SCSI, NVMe"),
}
"""The truth values that stand for features, in the order in which they are listed."""

REGION: Final = re.compile(r"publishingProfile\.targetRegions(?P<index>\[\d+\])\.(?P<field>[\w.]+)")
STATES: Final[Mapping[object, object]] = {True: "Specialized", False: "Generalized", None: "Generalized"}


def as_native(inputs: Inputs, kind: ResourceKind) -> dict[str, object]:
    """Return the plain inputs of a classic resource as azure-native would have them.

    What stands where it should not stays what it is, so that the rules can say so.
    """
    native = _moved(inputs, FIELDS[kind])
    if kind is ResourceKind.IMAGE_DEFINITION:
        state = native.get("osState")
        native["osState"] = STATES.get(state, state) if state is None or isinstance(state, bool) else state
        native["features"] = _features(inputs)
    regions = inputs.get("targetRegions")
    if kind is ResourceKind.IMAGE_VERSION and isinstance(regions, list):
        moved = [_moved(each, REGION_FIELDS) if isinstance(each, Mapping) else each for each in regions]
        _put(native, "publishingProfile.targetRegions", moved)
    return native


def native_field(field: str, kind: ResourceKind) -> str:
    """Return azure-native's name of the outermost field that a classic input stands for; unknown ones stay."""
    return next((path.partition(".")[0] for path, classic in FIELDS[kind].items() if classic == field), field)


def written_in_classic(text: str, kind: ResourceKind) -> str:
    """Return a path, or a sentence that names paths, with the classic provider's names."""
    names = {**FIELDS[kind], "features": "trustedLaunchSupported, confidentialVmSupported and the like"}
    shown = REGION.sub(_region_field, text)
    listed = "|".join(re.escape(path) for path in sorted(names, key=len, reverse=True) if path != names[path])
    return re.sub(rf"(?<![\w.\"])(?:{listed})(?![\w\"])", lambda match: names[match[0]], shown)


def _region_field(match: re.Match[str]) -> str:
    field = match["field"]
    known = next((each for each in REGION_FIELDS if each.startswith(field)), None)
    return f"targetRegions{match['index']}.{REGION_FIELDS[known] if known else field}"


def _moved(inputs: Inputs, fields: Mapping[str, str]) -> dict[str, object]:
    moved: dict[str, object] = {}
    for path, classic in fields.items():
        for value in _at(inputs, classic):
            _put(moved, path, value)
    return moved


def _at(inputs: Inputs, path: str) -> Iterator[object]:
    """Yield what stands at a path, if something does."""
    value: object = inputs
    for name in path.split("."):
        if value is UNKNOWN:
            yield UNKNOWN
            return
        if not isinstance(value, Mapping) or value.get(name) is None:
            return
        value = value[name]
    yield value


def _put(moved: dict[str, object], path: str, value: object) -> None:
    *outer, last = path.split(".")
    place = moved
    for name in outer:
        inner = place.setdefault(name, {})
        assert isinstance(inner, dict)  # noqa: S101 # only this function writes here
        place = inner
    place[last] = value


def _features(inputs: Inputs) -> object:
    switches = {name: inputs.get(name) for name in FEATURES}
    if UNKNOWN in switches.values():
        return UNKNOWN
    chosen = [FEATURES[name] for name, value in switches.items() if value is True]
    return [{"name": name, "value": value} for name, value in chosen]
