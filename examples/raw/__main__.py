"""A gallery of plain azure-native resources: what the components do not declare, the policy pack judges."""

import pulumi
from pulumi_azure_native import compute

GROUP = "myGalleryRG"

config = pulumi.Config()
regions: list[str] = config.require_object("regions")

gallery = compute.Gallery("gallery", resource_group_name=GROUP, gallery_name="rawGallery")
definition = compute.GalleryImage(
    "ubuntu",
    resource_group_name=GROUP,
    gallery_name=gallery.name,
    gallery_image_name="ubuntu",
    os_type=compute.OperatingSystemTypes.LINUX,
    os_state=compute.OperatingSystemStateTypes.GENERALIZED,
    hyper_v_generation=compute.HyperVGeneration.V2,
    features=[{"name": "SecurityType", "value": "TrustedLaunchSupported"}],
    identifier={"publisher": "contoso", "offer": "ubuntu", "sku": "22_04-lts-gen2"},
)
version = compute.GalleryImageVersion(
    "ubuntu-1.0.0",
    resource_group_name=GROUP,
    gallery_name=gallery.name,
    gallery_image_name=definition.name,
    gallery_image_version_name="1.0.0",
    storage_profile={"os_disk_image": {"source": {"id": config.require("snapshot")}}},
    publishing_profile={"target_regions": [{"name": region} for region in regions]},
    # Replication takes from minutes to hours; azure-native alone gives up earlier.
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="6h", update="6h", delete="6h")),
)

pulumi.export("versionId", version.id)
