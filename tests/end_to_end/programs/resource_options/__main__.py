"""Components with resource options, in three steps: STEP=raw, then components, then without-version."""

import os
from typing import Any

import pulumi
from pulumi_azure_native import compute

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, source

STEP = os.environ["STEP"]
SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"
MACHINE = f"{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers/Microsoft.Compute/virtualMachines/myVM"
GALLERIES = f"{SUBSCRIPTION}/resourceGroups/myGalleryRG/providers/Microsoft.Compute/galleries"
PLACE: dict[str, Any] = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
IDENTIFIER = {"publisher": "contoso", "offer": "linux", "sku": "options"}
KIND: dict[str, Any] = {"os_type": "Linux", "os_state": "Specialized", "identifier": IDENTIFIER}


def tagged(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
    """Tag whatever azure-native makes for the compute service."""
    if not args.type_.startswith("azure-native:compute:"):
        return None
    return pulumi.ResourceTransformResult({**args.props, "tags": {"owner": "images"}}, args.opts)


def raw() -> None:
    """Declare what other programs have: plain azure-native."""
    gallery = compute.Gallery("gallery", gallery_name="optionsGallery", **PLACE)
    compute.GalleryImage(
        "linux", gallery_name=gallery.name, gallery_image_name="linux", hyper_v_generation="V1", **KIND, **PLACE
    )


def components() -> None:
    """Declare the same with components, which take over what is there; and beside it a gallery made by others."""
    versions: dict[str, Any] = {}
    if STEP == "components":
        versions["1.0.0"] = {"source": source.virtual_machine(MACHINE), "target_regions": [{"name": "chinaeast2"}]}
    args: Any = {"gallery_name": "optionsGallery", **PLACE}
    gallery = Gallery(
        "images",
        args,
        pulumi.ResourceOptions(aliases=[pulumi.Alias(name="gallery", type_="azure-native:compute:Gallery")]),
    )
    linux: Any = {
        "gallery_name": gallery.name,
        "image_definition_name": "linux",
        **KIND,
        **PLACE,
        "tags": {"this": "is ignored"},
        "versions": versions,
        "allow_delete": ["1.0.0"],
    }
    ImageDefinition(
        "linux",
        linux,
        pulumi.ResourceOptions(
            aliases=[f"urn:pulumi:{pulumi.get_stack()}::resource-options::azure-native:compute:GalleryImage::linux"],
            custom_timeouts=pulumi.CustomTimeouts(delete="7m"),
            ignore_changes=["tags"],
            protect=True,
            retain_on_delete=True,
        ),
    )
    others: Any = {"gallery_name": "optionsByOthers", **PLACE}
    Gallery("others", others, pulumi.ResourceOptions(import_=f"{GALLERIES}/optionsByOthers"))
    transformed: Any = {"gallery_name": "optionsTransformed", **PLACE, "definitions": {"linux": KIND}}
    Gallery("transformed", transformed, pulumi.ResourceOptions(transforms=[tagged]))


raw() if STEP == "raw" else components()
