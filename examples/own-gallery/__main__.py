"""A gallery in one file: two image definitions, with versions made from sources of several kinds."""

import pulumi

from pulumi_azure_compute_gallery import (
    DataDisk,
    Gallery,
    GalleryArgs,
    Identifier,
    ImageDefinitionArgs,
    ImageVersionArgs,
    regions,
    source,
)

config = pulumi.Config()
snapshots: dict[str, str] = config.require_object("snapshots")
data_disk = source.vhd(config.require("dataDisk"), config.require("storageAccount"))

ubuntu = ImageDefinitionArgs(
    os_type="Linux",
    os_state="Generalized",
    identifier=Identifier(publisher="contoso", offer="ubuntu", sku="22_04-lts"),
    versions={
        number: ImageVersionArgs(
            source=source.snapshot(snapshot),
            data_disks=[DataDisk(lun=0, source=data_disk, host_caching="ReadOnly")],
            target_regions=regions("chinaeast2", "chinanorth2=2"),
        )
        for number, snapshot in snapshots.items()
    },
)
windows = ImageDefinitionArgs(
    location="chinanorth2",
    os_type="Windows",
    os_state="Generalized",
    identifier=Identifier(publisher="contoso", offer="windows", sku="2022-datacenter"),
    versions={
        "1.0.0": ImageVersionArgs(
            source=source.managed_image(config.require("managedImage")),
            target_regions=regions("chinanorth2", "chinaeast2=1=premium_lrs"),
        ),
    },
)

gallery = Gallery(
    "images",
    GalleryArgs(
        gallery_name="ownGallery",
        resource_group_name="myGalleryRG",
        location="chinaeast2",
        definitions={"ubuntu": ubuntu, "windows": windows},
    ),
)

pulumi.export("catalogue", gallery.catalogue)
pulumi.export(
    "latest", gallery.catalogue.apply(lambda images: {name: image["latest"] for name, image in images.items()})
)
