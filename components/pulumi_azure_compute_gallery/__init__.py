"""Azure Compute Gallery for Pulumi: galleries, image definitions and image versions as components.

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion, regions, source
"""

from pulumi_azure_compute_gallery import source
from pulumi_azure_compute_gallery.arguments.access_args import Lock, RoleAssignment
from pulumi_azure_compute_gallery.arguments.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.arguments.gallery_sharing_args import (
    CommunityGalleryInfo,
    GalleryIdentity,
    SharingProfile,
    SoftDeletePolicy,
)
from pulumi_azure_compute_gallery.arguments.image_definition_args import (
    Disallowed,
    Identifier,
    ImageDefinitionArgs,
    PurchasePlan,
    Range,
    Recommended,
)
from pulumi_azure_compute_gallery.arguments.image_version_args import DataDisk, ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.mirror_args import Mirror
from pulumi_azure_compute_gallery.arguments.protection import Protection
from pulumi_azure_compute_gallery.arguments.rollout_args import Demand, Retention, Ring
from pulumi_azure_compute_gallery.arguments.source_args import DiskSource, ImageSource, VhdSource
from pulumi_azure_compute_gallery.arguments.stack_config import gallery_args_from_config
from pulumi_azure_compute_gallery.arguments.target_region import TargetRegion, regions
from pulumi_azure_compute_gallery.gallery import Gallery
from pulumi_azure_compute_gallery.guarding.guards import guards
from pulumi_azure_compute_gallery.image_definition import ImageDefinition
from pulumi_azure_compute_gallery.image_version import ImageVersion
from pulumi_azure_compute_gallery.shapes.definition_features import FeatureVersions
from pulumi_azure_compute_gallery.shapes.edge_zone import AdditionalReplicaSet, ExtendedLocation, TargetExtendedLocation
from pulumi_azure_compute_gallery.shapes.encryption import (
    ConfidentialDiskEncryption,
    DataDiskEncryption,
    Encryption,
    OsDiskEncryption,
)
from pulumi_azure_compute_gallery.shapes.uefi import SecurityProfile, UefiKey, UefiKeySignatures, UefiSettings

__all__ = [
    "AdditionalReplicaSet",
    "CommunityGalleryInfo",
    "ConfidentialDiskEncryption",
    "DataDisk",
    "DataDiskEncryption",
    "Demand",
    "Disallowed",
    "DiskSource",
    "Encryption",
    "ExtendedLocation",
    "FeatureVersions",
    "Gallery",
    "GalleryArgs",
    "GalleryIdentity",
    "Identifier",
    "ImageDefinition",
    "ImageDefinitionArgs",
    "ImageSource",
    "ImageVersion",
    "ImageVersionArgs",
    "Lock",
    "Mirror",
    "OsDiskEncryption",
    "Protection",
    "PurchasePlan",
    "Range",
    "Recommended",
    "Retention",
    "Ring",
    "RoleAssignment",
    "SecurityProfile",
    "SharingProfile",
    "SoftDeletePolicy",
    "TargetExtendedLocation",
    "TargetRegion",
    "UefiKey",
    "UefiKeySignatures",
    "UefiSettings",
    "VhdSource",
    "gallery_args_from_config",
    "guards",
    "regions",
    "source",
]
