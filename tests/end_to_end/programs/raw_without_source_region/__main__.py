"""Plain azure-native, no component: a version whose target regions lack its own region."""

import pulumi
from pulumi_azure_native import compute

PLACE = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"

gallery = compute.Gallery("gallery", gallery_name="rawGallery", **PLACE)
definition = compute.GalleryImage(
    "definition",
    gallery_name=gallery.name,
    gallery_image_name="rawDefinition",
    os_type=compute.OperatingSystemTypes.LINUX,
    os_state=compute.OperatingSystemStateTypes.SPECIALIZED,
    identifier={"publisher": "myPublisher", "offer": "myOffer", "sku": "raw"},
    **PLACE,
)
compute.GalleryImageVersion(
    "version",
    gallery_name=gallery.name,
    gallery_image_name=definition.name,
    gallery_image_version_name="1.0.0",
    publishing_profile={"target_regions": [{"name": "China North 2"}, {"name": "China East"}]},
    storage_profile={"source": {"virtual_machine_id": f"{GROUP}/providers/Microsoft.Compute/virtualMachines/myVM"}},
    **PLACE,
)
pulumi.export("definition", definition.name)
