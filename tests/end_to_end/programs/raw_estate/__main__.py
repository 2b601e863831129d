"""Plain azure-native, no component: a gallery with two definitions, each with two versions."""

from pulumi_azure_native import compute

PLACE = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
SNAPSHOT = f"{GROUP}/providers/Microsoft.Compute/snapshots/myOSSnapshot"

gallery = compute.Gallery("gallery", gallery_name="rawEstate", description="By hand", **PLACE)
for name in ("debian", "ubuntu"):
    definition = compute.GalleryImage(
        name,
        gallery_name=gallery.name,
        gallery_image_name=name,
        os_type=compute.OperatingSystemTypes.LINUX,
        os_state=compute.OperatingSystemStateTypes.GENERALIZED,
        identifier={"publisher": "contoso", "offer": name, "sku": "raw"},
        **PLACE,
    )
    for number in ("1.0.0", "1.0.1"):
        compute.GalleryImageVersion(
            f"{name}-{number}",
            gallery_name=gallery.name,
            gallery_image_name=definition.name,
            gallery_image_version_name=number,
            publishing_profile={"target_regions": [{"name": "China East 2"}, {"name": "China North 2"}]},
            storage_profile={"os_disk_image": {"source": {"id": SNAPSHOT}}},
            **PLACE,
        )
