"""A gallery with one version, and where the package that declares it was imported from."""

import pulumi

import pulumi_azure_compute_gallery as compute_gallery
from pulumi_azure_compute_gallery import Gallery, ImageDefinitionArgs, regions, source

MACHINE = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
    "/providers/Microsoft.Compute/virtualMachines/myVM"
)
ubuntu: ImageDefinitionArgs = {
    "os_type": "Linux",
    "os_state": "Specialized",
    "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
    "versions": {
        "1.0.0": {"source": source.virtual_machine(MACHINE), "target_regions": regions("chinaeast2", "chinanorth=2")}
    },
}
Gallery(
    "images",
    {
        "gallery_name": "packaged",
        "resource_group_name": "myGalleryRG",
        "location": "chinaeast2",
        "definitions": {"ubuntu": ubuntu},
    },
)
pulumi.export("imported-from", compute_gallery.__file__)
