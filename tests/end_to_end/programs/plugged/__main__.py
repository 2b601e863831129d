"""Two galleries through the plugin, by raw registration: the versions are those that the config names."""

import pulumi

MACHINE = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
    "/providers/Microsoft.Compute/virtualMachines/myVM"
)
VERSION = {
    "source": {"virtualMachineId": MACHINE},
    "targetRegions": [{"name": "chinaeast2"}, {"name": "chinanorth", "regionalReplicaCount": 2}],
}

versions = dict.fromkeys(pulumi.Config().require("versions").split(","), VERSION)
for name in ("pluggedA", "pluggedB"):
    ubuntu = {
        "osType": "Linux",
        "osState": "Specialized",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
        "versions": versions,
    }
    arguments = {
        "galleryName": name,
        "resourceGroupName": "myGalleryRG",
        "location": "chinaeast2",
        "definitions": {"ubuntu": ubuntu},
    }
    pulumi.ComponentResource("azure-compute-gallery:index:Gallery", name, arguments, remote=True)
