"""Promotion rings: a version is in all regions at once, and one config value says where it is the latest."""

import pulumi

from pulumi_azure_compute_gallery import (
    Gallery,
    GalleryArgs,
    Identifier,
    ImageDefinitionArgs,
    ImageVersionArgs,
    Retention,
    Ring,
    source,
)

config = pulumi.Config()
snapshot = source.snapshot(config.require("snapshot"))

ubuntu = ImageDefinitionArgs(
    os_type="Linux",
    os_state="Generalized",
    identifier=Identifier(publisher="contoso", offer="ubuntu", sku="22_04-lts"),
    rings=[
        Ring(name="early", replicate_to=["chinanorth2"]),
        Ring(name="broad", replicate_to=["chinaeast3", "chinanorth3=2"]),
    ],
    # The version before stays as long as there may be a way back to it.
    retention=Retention(keep=2),
    versions={
        "1.0.0": ImageVersionArgs(source=snapshot, promoted_to="broad"),
        "1.1.0": ImageVersionArgs(source=snapshot, promoted_to=config.require("ring")),
    },
)
gallery = Gallery(
    "images",
    GalleryArgs(
        gallery_name="promotedGallery",
        resource_group_name="myGalleryRG",
        location="chinaeast2",
        definitions={"ubuntu": ubuntu},
    ),
)

pulumi.export("latest", gallery.catalogue.apply(lambda images: images["ubuntu"]["latest"]))
