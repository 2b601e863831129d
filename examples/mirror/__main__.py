"""A mirror: one argument declares a second gallery in another region, with copies of all that is in the first."""

import pulumi

from pulumi_azure_compute_gallery import Gallery, GalleryArgs, Identifier, ImageDefinitionArgs, ImageVersionArgs, source

ubuntu = ImageDefinitionArgs(
    os_type="Linux",
    os_state="Generalized",
    identifier=Identifier(publisher="contoso", offer="ubuntu", sku="22_04-lts"),
    versions={
        "1.0.0": ImageVersionArgs(
            source=source.snapshot(pulumi.Config().require("snapshot")),
            # The mirror's region is among them: the copy is made from the replica there.
            replicate_to=["chinaeast2", "chinanorth3"],
        ),
    },
)
gallery = Gallery(
    "images",
    GalleryArgs(
        gallery_name="firstGallery",
        resource_group_name="myGalleryRG",
        location="chinaeast2",
        mirror={"gallery_name": "secondGallery", "location": "chinanorth3"},
        definitions={"ubuntu": ubuntu},
    ),
)

pulumi.export("catalogue", gallery.catalogue)
pulumi.export("mirror", gallery.mirror)
