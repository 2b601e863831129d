"""Azure Compute Gallery for Pulumi: galleries, image definitions and image versions as components.

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion, regions, source
"""

from pulumi_azure_compute_gallery import source
from pulumi_azure_compute_gallery.gallery import Gallery
from pulumi_azure_compute_gallery.gallery_args import GalleryArgs
from pulumi_azure_compute_gallery.image_definition import ImageDefinition
from pulumi_azure_compute_gallery.image_definition_args import Identifier, ImageDefinitionArgs, PurchasePlan
from pulumi_azure_compute_gallery.image_version import ImageVersion
from pulumi_azure_compute_gallery.image_version_args import DataDisk, ImageVersionArgs
from pulumi_azure_compute_gallery.source_args import DiskSource, ImageSource, VhdSource
from pulumi_azure_compute_gallery.stack_config import gallery_args_from_config
from pulumi_azure_compute_gallery.target_region import TargetRegion, regions

__all__ = [
    "DataDisk",
    "DiskSource",
    "Gallery",
    "GalleryArgs",
    "Identifier",
    "ImageDefinition",
    "ImageDefinitionArgs",
    "ImageSource",
    "ImageVersion",
    "ImageVersionArgs",
    "PurchasePlan",
    "TargetRegion",
    "VhdSource",
    "gallery_args_from_config",
    "regions",
    "source",
]
